import { setTimeout as pause } from "node:timers/promises";
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

  it("keeps an event together with the runs that it starts, or neither", async () => {
    const fn = client.createFunction({ id: "whole", triggers: [{ event: "probe/whole" }] }, async () => {});
    await (await start([fn])).stop();
    await pool().query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'full'; end $$;
      create trigger refuse before insert on engine_jobs for each row execute function refuse()`);
    await expect(client.send({ id: "whole", name: "probe/whole", data: {} })).rejects.toThrow();
    await pool().query("drop function refuse cascade");
    expect(await runsOf({ eventId: "whole" })).toEqual([]);
    await client.send({ id: "whole", name: "probe/whole", data: {} });
    await start([fn]);
    await completed("whole");
  });

  it("lets in as many calls as the tightest of a function's limits allows", async () => {
    const active = new Map<string, number>();
    const max = new Map<string, number>();
    const count = (key: string, by: number) => {
      active.set(key, (active.get(key) ?? 0) + by);
      max.set(key, Math.max(max.get(key) ?? 0, active.get(key) ?? 0));
    };
    const fn = client.createFunction(
      {
        id: "tight",
        triggers: [{ event: "probe/tight" }],
        concurrency: [{ limit: 1, key: "event.data.key" }, { limit: 2 }],
      },
      async ({ event }) => {
        for (const key of [event.data.key, "all"]) count(key, 1);
        await pause(20);
        for (const key of [event.data.key, "all"]) count(key, -1);
      },
    );
    await start([fn]);
    const { ids } = await client.send(
      ["a", "a", "b", "b", "c", "c"].map((key) => ({ name: "probe/tight", data: { key } })),
    );
    await Promise.all(ids.map(completed));
    expect([...max].sort()).toEqual([
      ["a", 1],
      ["all", 2],
      ["b", 1],
      ["c", 1],
    ]);
  });

  it("lets others in between the steps of a long run when it has no other place for them", async () => {
    const did: string[] = [];
    const { fn, reached, release } = hanging(did);
    const brief = client.createFunction({ id: "brief", triggers: [{ event: "probe/brief" }] }, async () => {
      did.push("brief");
    });
    await start([fn, brief], { workers: 1 });
    const long = await send("probe/hanging");
    await reached;
    const short = await send("probe/brief");
    release("in time");
    await Promise.all([completed(long), completed(short)]);
    expect(did).toEqual(["first", "second", "brief", "third"]);
  });

  it("forgets runs and events after a week, a cron's runs after an hour, and nothing that is still to be done", async () => {
    const brief = client.createFunction({ id: "brief", triggers: [{ event: "probe/brief" }] }, async () => {});
    const probe = await start([brief]);
    const [old, recent] = [await send("probe/brief"), await send("probe/brief")];
    await Promise.all([completed(old), completed(recent)]);
    await probe.stop();
    const waiting = await send("probe/brief");
    const ago = (text: string) => sql`now() - ${text}::interval`;
    const isOf = (eventId: string) => sql`${engineRuns.event}->>'id' = ${eventId}`;
    await db()
      .update(engineRuns)
      .set({ endedAt: ago("8 days") })
      .where(isOf(old));
    await db()
      .update(engineRuns)
      .set({ endedAt: ago("6 days") })
      .where(isOf(recent));
    await db()
      .update(engineRuns)
      .set({ startedAt: ago("8 days") })
      .where(isOf(waiting));
    await db()
      .update(engineEvents)
      .set({ receivedAt: ago("8 days") })
      .where(eq(engineEvents.id, old));
    const tick = { functionId: "probe-cron", event: { name: "inngest/scheduled.timer" }, state: "completed" } as const;
    await db()
      .insert(engineRuns)
      .values([
        { id: "old tick", ...tick, endedAt: ago("61 minutes") },
        { id: "recent tick", ...tick, endedAt: ago("59 minutes") },
      ]);
    await start([brief]);
    await completed(waiting);
    expect(await runsOf({ eventId: old })).toEqual([]);
    expect(await runsOf({ eventId: recent })).toHaveLength(1);
    expect(await runsOf({ functionId: "probe-cron" })).toMatchObject([{ id: "recent tick" }]);
    const kept = await db().select({ id: engineEvents.id }).from(engineEvents);
    expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([recent, waiting]));
    expect(kept.map(({ id }) => id)).not.toContain(old);
  });
});
