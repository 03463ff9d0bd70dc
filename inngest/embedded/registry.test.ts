import type { Inngest } from "inngest";
import { describe, expect, it } from "vitest";
import { probeClient, startProbe } from "./probe";
import { readRegistry, slotsOf } from "./registry";

type Options = Partial<Parameters<Inngest["createFunction"]>[0]>;

const refused: [option: string, options: Options][] = [
  ["batchEvents", { batchEvents: { maxSize: 3, timeout: "3s" } }],
  ["debounce", { debounce: { period: "2s" } }],
  ["throttle", { throttle: { limit: 1, period: "2s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "2s" } }],
  ["idempotency", { idempotency: "event.data.id" }],
  ["singleton", { singleton: { mode: "skip" } }],
  ["cancelOn", { cancelOn: [{ event: "probe/cancel" }] }],
  ["priority", { priority: { run: "100" } }],
  ["timeouts", { timeouts: { finish: "3s" } }],
  ["onFailure", { onFailure: async () => {} }],
  ["concurrency", { concurrency: { limit: 1, scope: "account", key: "event.data.id" } }],
  ["concurrency", { concurrency: { limit: 1, key: "event.data.id + event.data.kind" } }],
  ["triggers", { triggers: [{ event: "probe/*" }] }],
  ["triggers", { triggers: [{ event: "probe/asked", if: "event.data.n > 1" }] }],
  ["triggers", { triggers: [{ cron: "every morning" }] }],
];

describe("start of the embedded engine", () => {
  it.each(refused)("is refused, naming function and option, where a function asks for %s", async (option, options) => {
    const client = probeClient();
    const fn = client.createFunction(
      { id: "asking", triggers: [{ event: "probe/asked" }], ...options },
      async () => {},
    );
    const error = await startProbe("postgres://nobody@127.0.0.1:1/none", client, [fn]).catch((error: Error) => error);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toMatch(/^The embedded engine cannot run the function probe-asking:/);
    expect((error as Error).message).toContain(`with ${option}.`);
  });
});

describe("slotsOf", () => {
  const synced = (concurrency: unknown) => ({
    functions: [{ id: "app-fn", triggers: [{ event: "asked" }], steps: { step: {} }, concurrency }],
  });
  const slots = (concurrency: unknown, data: Record<string, unknown>) => {
    const fn = readRegistry(synced(concurrency)).get("app-fn");
    return fn && slotsOf(fn, { data });
  };

  it("counts per function without a key and per value with one", () => {
    expect(slots(undefined, {})).toEqual([]);
    expect(slots(3, {})).toEqual([{ key: "app-fn", limit: 3 }]);
    expect(slots([{ limit: 1, key: "event.data.id" }, { limit: 5 }], { id: "x" })).toEqual([
      { key: "app-fn/data/id/x", limit: 1 },
      { key: "app-fn", limit: 5 },
    ]);
  });
});
