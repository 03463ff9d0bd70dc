import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { updateIntegration } from "@/db/queries/integrations";
import { startRun } from "@/db/queries/runs";
import { changes, type integrations, minutes, projects, runs } from "@/db/schema";
import { engineJobs } from "@/inngest/embedded/schema";
import { AppError } from "@/lib/errors";
import { connectionVault } from "@/lib/sealed";
import { applyChanges } from "@/lib/sync/apply-changes";
import { hintsAndSeal } from "@/lib/sync/credentials";
import { recordProblem } from "@/lib/sync/problem";
import { walkUsers } from "@/lib/sync/walk-users";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, provider, proxy } from "@/test/synced";
import { getChecks } from "./get-checks";
import { getStatus } from "./get-status";
import type { CheckState } from "./views";

const minute = 60_000;
const day = 24 * 60 * minute;

beforeEach(async () => {
  await db().delete(engineJobs);
  await db()
    .insert(engineJobs)
    .values({ kind: "cron", runAt: new Date(Date.now() + 10 * minute) });
  await provider.addUsers(1);
  await walkToTheEnd(connected.id);
});
afterEach(() => {
  vi.useRealTimers();
  proxy.hold(null);
});

const read = () => getChecks(connected.actor, connected.projectId);
async function check(name: string) {
  const found = (await read()).checks.find((each) => each.name === name);
  if (!found) throw new Error(`no check ${name}`);
  return { ...found, said: JSON.stringify([found.finding, found.fix]) };
}
async function states(): Promise<Record<string, CheckState>> {
  return Object.fromEntries((await read()).checks.map(({ name, state }) => [name, state]));
}
/** Half a minute later, when provider and database are asked anew. */
function later() {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 31_000);
}
const set = (values: Partial<typeof integrations.$inferInsert>) => updateIntegration(connected.id, values);
const connectAs = (url: string) =>
  db()
    .update(projects)
    .set({ connection: connectionVault.seal(url, connected.projectId) })
    .where(eq(projects.id, connected.projectId));
async function compare() {
  await startRun(connected.id, "reconcile", "person");
  await walkToTheEnd(connected.id);
}

describe("I7: what is in order is said to be", () => {
  it("every check of a sync that works passes, but the webhook that a person has to set up", async () => {
    const { Webhook, "Deliveries arriving": deliveries, ...rest } = await states();
    expect([Webhook, deliveries]).toEqual(["waiting", "waiting"]);
    expect(new Set(Object.values(rest))).toEqual(new Set(["passing"]));
    expect(Object.keys(rest)).toHaveLength(9);
  });

  it("with the rows as they are in the table", async () => {
    const { rows } = (await read()).numbers;
    const { rows: live } = await connected.target.query("select from neon_auth.users_sync where deleted_at is null");
    expect(rows).toEqual({ live: live.length, deleted: 0 });
  });
});

describe("I7: what fails is named, with its fix", () => {
  it("a key that the provider refuses", async () => {
    const place = { projectId: connected.projectId, providerId: "stack-auth" };
    await set({ credentials: hintsAndSeal(place, provider.wrongCredentials(proxy.origin)).credentials });
    const { checks } = await read();
    expect(checks[0]).toMatchObject({ name: "Credentials", state: "failing" });
    expect(JSON.stringify(checks[0]?.links)).toContain("/auth/credentials");
    expect(await states()).toMatchObject({ Scopes: "not-checked", "Database reachable": "passing" });
    await set({ credentials: hintsAndSeal(place, provider.credentials(proxy.origin)).credentials });
    expect(await states()).toMatchObject({ Credentials: "passing", Scopes: "passing" });
  });

  it("a provider that does not answer heals by itself", async () => {
    proxy.hold(() => "reset");
    expect(await states()).toMatchObject({ Credentials: "waiting", Scopes: "not-checked" });
  });

  it("a key that speaks for another project", async () => {
    await set({ providerProjectId: "another" });
    expect(await check("Credentials")).toMatchObject({ state: "failing" });
  });

  it("a right to read users that was taken away, while the key is known", async () => {
    proxy.hold((url, pass) => (url.includes("/users") ? { status: 403, body: "{}" } : pass()));
    const run = await startRun(connected.id, "reconcile", "person");
    await walkUsers(run.id).catch((error: unknown) => recordProblem(connected.id, error));
    expect(await states()).toMatchObject({ Credentials: "passing", Scopes: "failing" });
    expect((await check("Scopes")).said).toContain("403");
    proxy.hold(null);
    await walkToTheEnd(connected.id);
    expect(await states()).toMatchObject({ Scopes: "passing" });
  });

  it("a database that does not answer, and nothing that would need it", async () => {
    await connectAs("postgres://nobody@127.0.0.1:1/away");
    expect(await states()).toMatchObject({
      "Database reachable": "failing",
      Permissions: "not-checked",
      "Table shape": "not-checked",
      "Write works": "not-checked",
      Credentials: "passing",
    });
    expect((await read()).numbers.rows).toBeNull();
    expect((await check("Database reachable")).links).toEqual([
      { label: "Database", href: `/projects/${connected.projectId}/database` },
    ]);
  });

  it("a role without rights, with the statements that grant them", async () => {
    const role = `bare_${process.pid}_${Date.now()}`;
    await connected.target.query(`create role ${role} login password 'x'`);
    const { host, port, database } = connected.target.options;
    const { connectionString = `postgres://${host}:${port}/${database}` } = connected.target.options;
    const url = new URL(connectionString);
    url.username = role;
    url.password = "x";
    await connectAs(url.href);
    expect(await states()).toMatchObject({ "Database reachable": "passing", Permissions: "failing" });
    const all = "grant usage, create on schema neon_auth, rollcall to";
    await connected.target.query(`grant create on database ${url.pathname.slice(1)} to ${role};
      grant execute on function pg_control_checkpoint() to ${role}`);
    later();
    expect((await check("Permissions")).said).toContain(`TO ${role}`);
    expect((await check("Table shape")).state).toBe("not-checked");
    await connected.target.query(`${all} ${role}; grant all on all tables in schema neon_auth, rollcall to ${role};
      grant all on all sequences in schema rollcall to ${role}`);
    later();
    expect(await states()).toMatchObject({ Permissions: "passing", "Table shape": "passing" });
  });

  it("a table or bookkeeping that somebody dropped, until a compare has made it again", async () => {
    await connected.target.query("drop table neon_auth.users_sync");
    expect(await states()).toMatchObject({ "Table shape": "failing", "Write works": "not-checked" });
    await startRun(connected.id, "reconcile", "person");
    await walkToTheEnd(connected.id).catch(() => walkToTheEnd(connected.id));
    later();
    expect(await states()).toMatchObject({ "Table shape": "passing", "Write works": "passing" });
    await connected.target.query("drop schema rollcall cascade");
    later();
    expect((await check("Table shape")).said).toContain("rollcall");
  });

  it("a column that Rollcall does not know", async () => {
    await connected.target.query("alter table neon_auth.users_sync add column score int");
    expect((await check("Table shape")).said).toContain("score");
  });

  it("a queue in which nothing moves, until it does", async () => {
    const [id = ""] = await provider.addUsers(1);
    await event("e", id);
    expect(await check("Queue moving")).toMatchObject({ state: "passing" });
    await db()
      .update(changes)
      .set({ receivedAt: new Date(Date.now() - 20 * minute) })
      .where(eq(changes.eventId, "e"));
    expect(await check("Queue moving")).toMatchObject({ state: "failing" });
    await applyChanges(connected.id);
    expect(await check("Queue moving")).toMatchObject({ state: "passing" });
  });

  it("what waits for a person", async () => {
    await event("e", "u");
    await db().update(changes).set({ state: "parked" }).where(eq(changes.eventId, "e"));
    expect((await check("Queue moving")).said).toContain("1 user parked");
  });

  it("a full compare that is overdue, until one has ended", async () => {
    await set({ nextCheckAt: new Date(Date.now() - 20 * minute) });
    expect(await check("Reconcile fresh")).toMatchObject({ state: "failing" });
    await compare();
    expect(await check("Reconcile fresh")).toMatchObject({ state: "passing" });
    await db().update(runs).set({ state: "incomplete", reason: "1 user could not be read." });
    expect(await check("Reconcile fresh")).toMatchObject({ state: "waiting" });
  });

  it("an engine that fires no timer", async () => {
    await db()
      .update(engineJobs)
      .set({ runAt: new Date(Date.now() - 5 * minute) });
    expect(await check("Worker")).toMatchObject({ state: "failing" });
    await db().delete(engineJobs);
    expect(await check("Worker")).toMatchObject({ state: "failing" });
  });
});

describe("I7: a webhook that fell silent", () => {
  const silentFor = 5 * 60 * minute;

  /** An event every five minutes for a week, then nothing; and no compare since. */
  async function fallSilent() {
    const since = Date.now() - silentFor;
    await set({ createdAt: new Date(since - 30 * day), lastEventAt: new Date(since) });
    await db()
      .update(runs)
      .set({ startedAt: new Date(since - minute) })
      .where(eq(runs.integrationId, connected.id));
    const week = Array.from({ length: 2016 }, (_, n) => new Date(Math.floor(since / minute) * minute - n * 5 * minute));
    await db()
      .insert(minutes)
      .values(week.map((at) => ({ integrationId: connected.id, minute: at, applied: 1 })));
  }
  const state = async () => (await getStatus(connected.actor, connected.projectId))?.state;

  it("is degraded, and says what was usual", async () => {
    await fallSilent();
    expect(await state()).toBe("degraded");
    const deliveries = await check("Deliveries arriving");
    expect(deliveries.state).toBe("failing");
    expect(deliveries.said).toContain("usual gap under 5 min");
  });

  it("is over with the next event", async () => {
    await fallSilent();
    await set({ lastEventAt: new Date() });
    expect(await state()).toBe("in-parity");
    expect(await check("Deliveries arriving")).toMatchObject({ state: "passing" });
  });

  it("is over with a full compare that finds nothing, and not with one that repairs", async () => {
    await fallSilent();
    await provider.addUsers(1);
    await compare();
    expect(await state()).toBe("degraded");
    await compare();
    expect(await state()).toBe("in-parity");
    expect((await check("Deliveries arriving")).said).toContain("found nothing missing");
  });

  it("is no matter where Rollcall reads a feed itself", async () => {
    await fallSilent();
    await set({ feedPosition: "1" });
    expect(await state()).toBe("in-parity");
  });
});

describe("whoever looks costs little", () => {
  const asked = () => proxy.seen("/projects/current");

  it("provider and database are asked once in half a minute, however many look", async () => {
    const before = asked();
    await Promise.all([read(), read()]);
    await read();
    expect(asked()).toBe(before + 1);
    later();
    await read();
    expect(asked()).toBe(before + 2);
  });

  it("a problem that has come or gone has them asked anew, so that no check is older than the headline", async () => {
    await read();
    const before = asked();
    await recordProblem(connected.id, new AppError("target_unavailable", "Away."));
    await read();
    expect(asked()).toBe(before + 1);
    await set({ problem: null });
    await read();
    expect(asked()).toBe(before + 2);
  });

  it("nobody is asked while the sync is paused", async () => {
    await set({ pausedAt: new Date(), pausedBy: "Dana" });
    await connectAs("postgres://nobody@127.0.0.1:1/away");
    const before = asked();
    const view = await read();
    expect(view.probedAt).toBeNull();
    expect(asked()).toBe(before);
    expect(await states()).toMatchObject({ Credentials: "not-checked", "Database reachable": "not-checked" });
  });
});
