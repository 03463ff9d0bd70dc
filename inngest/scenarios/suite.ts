import type { Inngest } from "inngest";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { scenarioFunctions, type Trace } from "./functions";

export type ScenarioFunctions = ReturnType<typeof scenarioFunctions>;
export type EndedRun = { state: "completed" | "failed"; output: unknown };

/** A process of the console, as the engine sees it. */
export type Worker = {
  /** How often the engine has called this function here so far. */
  calls(functionId: string): number;
  /** Takes no further call and resolves when those at work have ended. */
  stop(): Promise<void>;
  /** As if the process were killed: nobody hears of what was at work. */
  kill(): Promise<void>;
};

export type EngineUnderTest = {
  client: Inngest;
  /** The pattern with the shortest time between two ticks. */
  cron: string;
  /**
   * One more process that runs the functions; several may be at work at once. Retries come without delay, except where
   * a function names one, and a killed process is given up soon.
   */
  startWorker(functions: ScenarioFunctions): Promise<Worker>;
  /** The runs of an event, once all have ended; empty before. */
  endedRuns(eventId: string): Promise<EndedRun[]>;
  close(): Promise<void>;
};

/** The promises that every engine keeps, whichever runs the functions. What they wait for may take `patienceMs`. */
export function describeEngine(name: string, patienceMs: number, prepare: () => Promise<EngineUnderTest>) {
  describe(name, { timeout: 2 * patienceMs }, () => {
    const trace: Trace = { did: [], max: new Map(), ticks: 0 };
    let engine: EngineUnderTest;
    let functions: ScenarioFunctions;
    let workers: Worker[] = [];
    let first: Worker;

    const startWorker = async () => {
      const worker = await engine.startWorker(functions);
      workers.push(worker);
      return worker;
    };
    beforeAll(async () => {
      engine = await prepare();
      functions = scenarioFunctions(engine.client, engine.cron, trace);
    });
    afterAll(() => engine?.close());
    beforeEach(async () => {
      trace.did.length = 0;
      trace.max.clear();
      first = await startWorker();
    });
    afterEach(async () => {
      trace.did.push("released");
      await Promise.all(workers.map((worker) => worker.stop()));
      workers = [];
    });

    const send = async (event: string, data: Record<string, unknown> = {}, id?: string): Promise<string> => {
      const { ids } = await engine.client.send({ name: `probe/${event}`, data, ...(id && { id }) });
      return ids[0] ?? "";
    };
    const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: patienceMs, interval: 50 });
    const ended = (id: string) =>
      eventually(async () => {
        const runs = await engine.endedRuns(id);
        expect(runs).not.toEqual([]);
        return runs;
      });
    const reached = (what: string) => eventually(() => expect(trace.did).toContain(what));

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
      expect(await ended(await send("typed", { id: 5 }))).toMatchObject([{ state: "failed" }]);
      expect(first.calls("probe-strict")).toBe(1);
      expect(trace.did).toEqual([]);
    });

    it("works on one call per key at a time, and on different keys together, whatever process they are in", async () => {
      await startWorker();
      const keys = ["a", "a", "a", "a", "b", "b", "b", "b"];
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
      await send("parent", { n: 7 });
      await reached("child 7");
    });

    it("starts one run for an event id, however often it is sent", async () => {
      const id = `once-${Date.now()}`;
      await send("child", { n: 1 }, id);
      await send("child", { n: 1 }, id);
      await ended(await send("child", { n: 2 }));
      await reached("child 1");
      expect([...trace.did].sort()).toEqual(["child 1", "child 2"]);
    });

    it("runs every event's function once, with several processes at work on them", async () => {
      const second = await startWorker();
      const numbers = Array.from({ length: 20 }, (_, n) => n);
      const { ids } = await engine.client.send(numbers.map((n) => ({ name: "probe/shared", data: { n } })));
      await Promise.all(ids.map(ended));
      expect([...trace.did].sort()).toEqual(numbers.map((n) => `shared ${n}`).sort());
      expect([first, second].map((worker) => worker.calls("probe-shared") > 0)).toEqual([true, true]);
    });

    it("runs a step again whose process died in it, in another one, and keeps one result", async () => {
      const id = await send("fragile");
      await reached("second");
      await startWorker();
      await first.kill();
      expect(await ended(id)).toEqual([{ state: "completed", output: "by another" }]);
      trace.did.push("released");
      expect(trace.did).toEqual(["first", "second", "second", "third", "released"]);
    });

    it("lets a step at work end when its process stops, calls nothing there any more, and goes on elsewhere", async () => {
      const id = await send("fragile");
      await reached("second");
      const stopped = first.stop();
      trace.did.push("released");
      await stopped;
      expect(trace.did).toEqual(["first", "second", "released"]);
      await startWorker();
      expect(await ended(id)).toEqual([{ state: "completed", output: "by the first" }]);
      expect(trace.did).toEqual(["first", "second", "released", "third"]);
    });

    it("ends a sleep though every process was stopped meanwhile", async () => {
      const id = await send("steps");
      await reached("one");
      await first.stop();
      await startWorker();
      expect(await ended(id)).toEqual([{ state: "completed", output: 21 }]);
      expect(trace.did).toEqual(["one", "two"]);
    });

    it("runs a function at its cron's ticks", async () => {
      trace.ticks = 0;
      await eventually(() => expect(trace.ticks).toBeGreaterThan(0));
    });
  });
}
