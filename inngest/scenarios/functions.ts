import { setTimeout as pause } from "node:timers/promises";
import { eventType, type Inngest, NonRetriableError, RetryAfterError } from "inngest";
import { z } from "zod";

const typed = eventType("probe/typed", { schema: z.object({ id: z.string() }) });

/** What the functions did, in order; `max` counts how many calls of one key were ever at work together. */
export type Trace = { did: string[]; max: Map<string, number>; ticks: number };

/** Functions that use everything this project needs of an engine. They note what they do in `trace`. */
export function scenarioFunctions(inngest: Inngest, cron: string, trace: Trace) {
  const { did, max } = trace;
  const times = (what: string) => did.filter((each) => each === what).length;
  const note = <T>(what: string, result: T) => {
    did.push(what);
    return result;
  };
  const active = new Map<string, number>();
  const crowd = async (key: string, until: () => boolean) => {
    active.set(key, (active.get(key) ?? 0) + 1);
    max.set(key, Math.max(max.get(key) ?? 0, active.get(key) ?? 0));
    while (!until()) await pause(10);
    active.set(key, (active.get(key) ?? 0) - 1);
  };

  const steps = inngest.createFunction({ id: "steps", triggers: [{ event: "probe/steps" }] }, async ({ step }) => {
    const one = await step.run("one", () => note("one", { value: 20 }));
    await step.sleep("nap", "1s");
    await step.sleepUntil("until", new Date(Date.now() + 500));
    return step.run("two", () => note("two", one.value + 1));
  });

  const throttled = inngest.createFunction(
    { id: "throttled", retries: 1, triggers: [{ event: "probe/throttled" }] },
    async ({ step }) => {
      await step.run("before", () => did.push("before"));
      return step.run("ask", () => {
        did.push("ask");
        if (times("ask") === 1) throw new RetryAfterError("slow down", "1s");
        return "answered";
      });
    },
  );

  const flaky = inngest.createFunction({ id: "flaky", retries: 2, triggers: [{ event: "probe/flaky" }] }, async () => {
    did.push("flaky");
    if (times("flaky") < 3) throw new Error("not yet");
    return "at last";
  });

  const exhausted = inngest.createFunction(
    { id: "exhausted", retries: 1, triggers: [{ event: "probe/exhausted" }] },
    async ({ step }) => {
      const failing = step.run("fail", () => {
        did.push("fail");
        throw new Error("always");
      });
      const caught = await failing.catch((error: Error) => error.message);
      return step.run("after", () => `caught ${caught}`);
    },
  );

  const hopeless = inngest.createFunction(
    { id: "hopeless", triggers: [{ event: "probe/hopeless" }] },
    async ({ step }) => {
      await step.run("never", () => {
        did.push("never");
        throw new NonRetriableError("no use");
      });
    },
  );

  const keyed = inngest.createFunction(
    { id: "keyed", concurrency: { limit: 1, key: "event.data.key" }, triggers: [{ event: "probe/keyed" }] },
    async ({ event, step }) => {
      const { key, others } = event.data as { key: string; others: string[] };
      await step.run("work", () => crowd(key, () => others.every((other) => max.has(other))));
    },
  );

  const parallel = inngest.createFunction(
    { id: "parallel", triggers: [{ event: "probe/parallel" }] },
    async ({ step }) => {
      const meet = (me: string, other: string) => step.run(me, () => crowd(me, () => max.has(other)).then(() => me));
      const met = await Promise.all([meet("left", "right"), meet("right", "left"), step.sleep("meanwhile", "1s")]);
      return step.run("join", () => `${met[0]} ${met[1]}`);
    },
  );

  const parent = inngest.createFunction(
    { id: "parent", triggers: [{ event: "probe/parent" }] },
    async ({ event, step }) => {
      await step.sendEvent("tell", { name: "probe/child", data: { n: event.data.n } });
    },
  );

  const child = inngest.createFunction({ id: "child", triggers: [{ event: "probe/child" }] }, ({ event }) =>
    note(`child ${event.data.n}`, null),
  );

  const strict = inngest.createFunction({ id: "strict", triggers: [typed] }, async () => did.push("strict"));

  const fragile = inngest.createFunction(
    { id: "fragile", triggers: [{ event: "probe/fragile" }] },
    async ({ step }) => {
      await step.run("first", () => note("first", null));
      const second = await step.run("second", async () => {
        did.push("second");
        if (times("second") > 1) return "by another";
        while (times("released") === 0) await pause(10);
        return "by the first";
      });
      await step.run("third", () => note("third", null));
      return second;
    },
  );

  const shared = inngest.createFunction(
    { id: "shared", triggers: [{ event: "probe/shared" }] },
    async ({ event, step }) => step.run("note", () => pause(20).then(() => note(`shared ${event.data.n}`, null))),
  );

  const timed = inngest.createFunction({ id: "timed", retries: 0, triggers: [{ cron }] }, async ({ step }) =>
    step.run("tick", () => ++trace.ticks),
  );

  return [
    ...[steps, throttled, flaky, exhausted, hopeless, keyed, parallel],
    ...[parent, child, strict, fragile, shared, timed],
  ];
}
