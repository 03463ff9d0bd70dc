import type { Inngest } from "inngest";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { scenarioFunctions, type Trace } from "./functions";

export type EndedRun = { state: "completed" | "failed"; output: unknown };

export type EngineUnderTest = {
  client: Inngest;
  /** Starts to run the functions; retries come without delay, except where a function names one. */
  start(functions: ReturnType<typeof scenarioFunctions>): Promise<void>;
  /** The runs of an event, once all have ended; empty before. */
  endedRuns(eventId: string): Promise<EndedRun[]>;
  /** How often the engine has called a function so far. */
  calls(): number;
  stop(): Promise<void>;
};

/** The promises that every engine keeps, whichever runs the functions. */
export function describeEngine(name: string, prepare: () => Promise<EngineUnderTest>) {
  describe(name, () => {
    const trace: Trace = { did: [], max: new Map() };
    let engine: EngineUnderTest;

    beforeAll(async () => {
      engine = await prepare();
      await engine.start(scenarioFunctions(engine.client, trace));
    });
    afterAll(() => engine.stop());
    beforeEach(() => {
      trace.did.length = 0;
      trace.max.clear();
    });

    const send = async (event: string, data: Record<string, unknown> = {}, id?: string): Promise<string> => {
      const { ids } = await engine.client.send({ name: `probe/${event}`, data, ...(id && { id }) });
      return ids[0] ?? "";
    };
    const ended = (id: string) =>
      vi.waitFor(
        async () => {
          const runs = await engine.endedRuns(id);
          expect(runs).not.toEqual([]);
          return runs;
        },
        { timeout: 15_000, interval: 50 },
      );

    it("runs each step once, over sleeps, and returns what they made of each other's results", async () => {
      expect(await ended(await send("steps"))).toEqual([{ state: "completed", output: 21 }]);
      expect(trace.did).toEqual(["one", "two"]);
    });

    it("tries a step again when its Retry-After is over, without repeating the step before it", async () => {
      expect(await ended(await send("throttled"))).toEqual([{ state: "completed", output: "answered" }]);
      expect(trace.did).toEqual(["before", "ask", "ask"]);
    });

    it("tries a function again as often as it asks for", async () => {
      expect(await ended(await send("flaky"))).toEqual([{ state: "completed", output: "at last" }]);
    });

    it("hands a step's error to the function once its attempts are used up", async () => {
      expect(await ended(await send("exhausted"))).toEqual([{ state: "completed", output: "caught always" }]);
      expect(trace.did).toEqual(["fail", "fail"]);
    });

    it("does not try again what cannot succeed", async () => {
      expect(await ended(await send("hopeless"))).toMatchObject([{ state: "failed", output: { message: "no use" } }]);
      expect(trace.did).toEqual(["never"]);
    });

    it("fails a run whose event has the wrong data without trying it again", async () => {
      const before = engine.calls();
      expect(await ended(await send("typed", { id: 5 }))).toMatchObject([{ state: "failed" }]);
      expect(engine.calls() - before).toBe(1);
      expect(trace.did).toEqual([]);
    });

    it("works on one call per key at a time, and on different keys together", async () => {
      const keys = ["a", "a", "a", "b", "b", "b"];
      const ids = await Promise.all(keys.map((key) => send("keyed", { key, others: ["a", "b"] })));
      const states = (await Promise.all(ids.map(ended))).flat().map((run) => run.state);
      expect(states).toEqual(keys.map(() => "completed"));
      expect([...trace.max.entries()].sort()).toEqual([
        ["a", 1],
        ["b", 1],
      ]);
    });

    it("works on parallel steps together and goes on when all have ended", async () => {
      expect(await ended(await send("parallel"))).toEqual([{ state: "completed", output: "left right" }]);
    });

    it("delivers an event that a step sends", async () => {
      const id = await send("parent");
      await ended(id);
      expect(await ended(`child-of-${id}`)).toEqual([{ state: "completed", output: 7 }]);
    });

    it("starts one run for an event id, however often it is sent", async () => {
      const id = `once-${Date.now()}`;
      await send("child", { n: 1 }, id);
      await send("child", { n: 2 }, id);
      await ended(await send("child", { n: 3 }));
      expect(await ended(id)).toEqual([{ state: "completed", output: 1 }]);
    });
  });
}
