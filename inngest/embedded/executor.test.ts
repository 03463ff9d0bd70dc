import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { db, pool } from "@/db/client";
import { createConsole } from "../../test/console";
import { probeClient, runsOf, startProbe } from "./probe";
import { engineEvents, engineJobs, engineRuns } from "./schema";

const client = probeClient();
const stops: (() => Promise<void>)[] = [];
let url: string;

beforeAll(async () => {
  url = await createConsole();
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await db().delete(engineRuns);
  await db().delete(engineJobs);
});

async function start(...[functions, options]: [Parameters<typeof startProbe>[2], Parameters<typeof startProbe>[3]?]) {
  const probe = await startProbe(url, client, functions, options);
  stops.push(probe.stop);
  return probe;
}

const send = async (name: string, data = {}) => (await client.send({ name, data })).ids[0] ?? "";
const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 50 });
const completed = (eventId: string) =>
  eventually(async () => expect(await runsOf({ eventId })).toMatchObject([{ state: "completed" }]));

/** A promise to be resolved from outside. */
function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A function whose second step, at its first attempt only, ends when `hung` says so. */
function hanging(did: string[]) {
  const reached = gate();
  const hung = gate<string>();
  const fn = client.createFunction({ id: "hanging", triggers: [{ event: "probe/hanging" }] }, async ({ step }) => {
    await step.run("first", () => did.push("first"));
    const second = await step.run("second", () => {
      did.push("second");
      if (did.filter((what) => what === "second").length > 1) return "by another";
      reached.open();
      return hung.opened;
    });
    await step.run("third", () => did.push("third"));
    return second;
  });
  return { fn, reached: reached.opened, release: hung.open };
}

describe("several executors on one database", () => {
  it("do each run once", async () => {
    const did: number[] = [];
    const fn = client.createFunction(
      { id: "shared", triggers: [{ event: "probe/shared" }] },
      async ({ event, step }) => {
        await step.run("note", () => did.push(event.data.n));
      },
    );
    const probes = [await start([fn]), await start([fn])];
    const numbers = Array.from({ length: 40 }, (_, n) => n);
    await client.send(numbers.map((n) => ({ name: "probe/shared", data: { n } })));
    await eventually(async () => {
      const runs = await runsOf({ functionId: "probe-shared" });
      expect(runs.filter((run) => run.state === "completed")).toHaveLength(numbers.length);
    });
    expect(did.sort((a, b) => a - b)).toEqual(numbers);
    expect(probes.map((probe) => probe.calls() > 0)).toEqual([true, true]);
  });

  it("take over from one that died in mid-step, and do not repeat the step that had ended", async () => {
    const did: string[] = [];
    const { fn, reached, release } = hanging(did);
    const dying = await startProbe(url, client, [fn], { leaseMs: 1000 });
    const id = await send("probe/hanging");
    await reached;
    const ended = dying.pool.end(); // No heartbeat and no result comes from it any more.
    await start([fn]);
    await completed(id);
    expect(did).toEqual(["first", "second", "second", "third"]);
    release("too late");
    await dying.executor.stop();
    await ended;
  });

  it("drop the result of a call whose lease went to another", async () => {
    const did: string[] = [];
    const { fn, reached, release } = hanging(did);
    const slow = await startProbe(url, client, [fn]);
    const id = await send("probe/hanging");
    await reached;
    await db().update(engineJobs).set({ lockedUntil: sql`now() - interval '1 second'` });
    await start([fn]);
    await completed(id);
    release("too late");
    await slow.stop();
    expect(await runsOf({ eventId: id })).toMatchObject([{ state: "completed", output: "by another" }]);
    expect(did.filter((what) => what === "third")).toEqual(["third"]);
  });

  it("fire a tick that was missed once, and then wait for the next", async () => {
    const yearly = client.createFunction({ id: "yearly", triggers: [{ cron: "0 0 1 1 *" }] }, async () => "fired");
    const marker = client.createFunction({ id: "marker", triggers: [{ event: "probe/marker" }] }, async () => {});
    await Promise.all([start([yearly, marker]), start([yearly, marker])]);
    await eventually(async () => expect(await db().select().from(engineJobs)).toHaveLength(1));
    await db().update(engineJobs).set({ runAt: sql`now() - interval '3 years'` });
    await completed(await send("probe/marker"));
    await eventually(async () =>
      expect(await runsOf({ functionId: "probe-yearly" })).toMatchObject([{ output: "fired" }]),
    );
    const [tick] = await db().select().from(engineJobs).where(eq(engineJobs.kind, "cron"));
    expect(tick?.runAt.toISOString()).toBe(`${new Date().getUTCFullYear() + 1}-01-01T00:00:00.000Z`);
  });
});

describe("the executor", () => {
  it("fires patterns with seconds", async () => {
    const often = client.createFunction(
      { id: "often", triggers: [{ cron: "* * * * * *" }] },
      async ({ event }) => event.name,
    );
    await start([often]);
    await eventually(async () => {
      const runs = await runsOf({ functionId: "probe-often" });
      expect(runs.filter((run) => run.output === "inngest/scheduled.timer").length).toBeGreaterThan(1);
    });
  });

  it("is woken by an event, without looking into the queue", async () => {
    const fn = client.createFunction({ id: "woken", triggers: [{ event: "probe/woken" }] }, async () => {});
    await start([fn], { pollMs: 3_600_000 });
    await completed(await send("probe/woken"));
    await completed(await send("probe/woken"));
  });

  it("goes on after the database ended every connection, in mid-step too", async () => {
    const did: string[] = [];
    const { fn, reached, release } = hanging(did);
    await start([fn], { leaseMs: 1000 });
    const id = await send("probe/hanging");
    await reached;
    await pool().query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`);
    release("held on");
    await completed(id);
    await completed(await send("probe/hanging"));
  });

  it("fails a run that uses what it does not support, and says what", async () => {
    const fn = client.createFunction({ id: "waiting", triggers: [{ event: "probe/waiting" }] }, async ({ step }) => {
      await step.waitForEvent("wait", { event: "probe/never", timeout: "1h" });
    });
    await start([fn]);
    const eventId = await send("probe/waiting");
    await eventually(async () =>
      expect(await runsOf({ eventId })).toMatchObject([
        { state: "failed", output: { message: "The embedded engine does not support WaitForEvent." } },
      ]),
    );
  });

  it("lets a step at work end before it stops, and takes no other", async () => {
    const did: string[] = [];
    const { fn, reached, release } = hanging(did);
    const probe = await startProbe(url, client, [fn]);
    const id = await send("probe/hanging");
    await reached;
    const stopped = probe.stop();
    release("in time");
    await stopped;
    expect(did).toEqual(["first", "second"]);
    const [run] = await runsOf({ eventId: id });
    expect(Object.values(run?.steps ?? {})).toContainEqual({ data: "in time" });
  });

  it("forgets runs and events after a week, and nothing that is still to be done", async () => {
    const fn = client.createFunction({ id: "brief", triggers: [{ event: "probe/brief" }] }, async () => {});
    const probe = await startProbe(url, client, [fn]);
    const [old, recent] = [await send("probe/brief"), await send("probe/brief")];
    await Promise.all([completed(old), completed(recent)]);
    await probe.stop();
    const waiting = await send("probe/brief");
    const longAgo = sql`now() - interval '8 days'`;
    await db().update(engineRuns).set({ endedAt: longAgo }).where(sql`${engineRuns.event}->>'id' = ${old}`);
    await db().update(engineEvents).set({ receivedAt: longAgo }).where(sql`${engineEvents.id} <> ${recent}`);
    await start([fn]);
    await completed(waiting);
    expect(await runsOf({ eventId: old })).toEqual([]);
    const kept = await db().select({ id: engineEvents.id }).from(engineEvents);
    expect(kept.map((event) => event.id).sort()).toEqual([recent, waiting].sort());
  });
});
