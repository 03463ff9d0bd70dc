import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { receiveChanges } from "@/db/queries/changes";
import { repairEvent, suspectExtra } from "@/db/queries/differences";
import { findLiveIntegration, updateIntegration } from "@/db/queries/integrations";
import { findLastVerify, findRunningRun, lastWalkedFrom, saveProgress, startVerify } from "@/db/queries/runs";
import { differences, runs } from "@/db/schema";
import { getStatus } from "@/lib/integrations/get-status";
import { repairDifferences } from "@/lib/integrations/repair-differences";
import { resync } from "@/lib/integrations/resync";
import { verify } from "@/lib/integrations/verify";
import { getProvider } from "@/lib/providers";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, first, inbox, provider, proxy } from "@/test/synced";
import { applyChanges } from "./apply-changes";
import { credentialsOf } from "./credentials";
import { drainInbox } from "./drain-inbox";
import { finishWalk } from "./finish-walk";
import { findWork } from "./sweep";
import { walkUsers } from "./walk-users";

/** Where the process dies next, as if the power had gone. */
const dying = vi.hoisted(() => ({ at: "" }));
vi.mock("./kill-points", () => ({
  reach: (point: string) => {
    if (point !== dying.at) return;
    dying.at = "";
    throw new Error("killed");
  },
}));

const sql = async (text: string, values?: unknown[]) => (await connected.target.query(text, values)).rows;
const edit = (set: string, id: string) => sql(`update neon_auth.users_sync set ${set} where id = $1`, [id]);

/** Every row and its place, every bookkeeping row, and the clock: moves with whatever is written. */
const everything = () =>
  Promise.all([
    sql("select ctid::text, xmin::text, * from neon_auth.users_sync order by id"),
    sql("select ctid::text, xmin::text, * from rollcall.neon_auth_row_versions order by user_id"),
    sql("select last_value, is_called from rollcall.clock"),
    sql("select relname from pg_class order by oid"),
  ]);

async function foundBy(runId: string) {
  const found = await db().select().from(differences).where(eq(differences.runId, runId));
  return sorted(found.map(({ userId, kind, fields }) => ({ userId, kind, fields })));
}

async function verified() {
  await verify(connected.actor, connected.projectId);
  await walkToTheEnd(connected.id);
  const run = await findLastVerify(connected.id);
  if (!run) throw new Error("no verify has ended");
  return { run, found: await foundBy(run.id) };
}

const sorted = <T extends { userId: string }>(list: T[]) => list.toSorted((a, b) => a.userId.localeCompare(b.userId));

const state = async () => (await getStatus(connected.actor, connected.projectId))?.state;

async function copied(count: number): Promise<string[]> {
  const ids = await provider.addUsers(count);
  await walkToTheEnd(connected.id);
  return ids;
}

/** The ids of those whom the provider lists first. */
async function firstPage(): Promise<string[]> {
  const found = await findLiveIntegration(connected.id);
  if (!found) throw new Error("not connected");
  const { users } = await getProvider(found.integration.providerId).listUsers(credentialsOf(found.integration), null);
  return users.map(({ id }) => id);
}

const nobody = "00000000-0000-4000-8000-000000000000";

/** Damage of each kind that no event tells of, and what a verify has to say about it. */
async function damage([gone = "", name = "", raw = "", marked = ""]: string[]) {
  await sql("delete from neon_auth.users_sync where id = $1", [gone]);
  await edit("name = 'by hand', email = 'by@hand.test'", name);
  await edit(`raw_json = raw_json || '{"plan":"stolen"}'`, raw);
  await edit("deleted_at = now()", marked);
  await sql("insert into neon_auth.users_sync (id, name, raw_json) values ($1, 'Nobody', '{}')", [nobody]);
  return sorted([
    { userId: gone, kind: "missing", fields: [] },
    { userId: name, kind: "changed", fields: ["name", "email"] },
    { userId: raw, kind: "changed", fields: ["raw_json"] },
    { userId: marked, kind: "changed", fields: ["deleted_at"] },
    { userId: nobody, kind: "extra", fields: [] },
  ]);
}

it("finds exactly what was damaged by hand, and writes nothing to the target", async () => {
  const damaged = await damage(await copied(120));
  const before = await everything();
  const { run, found } = await verified();
  expect(found).toEqual(damaged);
  expect(run).toMatchObject({
    state: "incomplete",
    reason: "5 rows differ: 1 missing, 3 changed, 1 extra.",
    startedBy: connected.actor.name,
  });
  expect(await everything()).toEqual(before);
});

it("repair mends exactly what was shown, and the next verify proves both sides equal", async () => {
  await damage(await copied(20));
  const { run, found } = await verified();
  const untouched = async () =>
    sql("select ctid::text, xmin::text, * from neon_auth.users_sync where id <> all($1) order by id", [
      found.map(({ userId }) => userId),
    ]);
  const before = await untouched();
  expect(await state()).toBe("degraded");
  expect(await repairDifferences(connected.actor, connected.projectId, run.id)).toBe(5);
  await drainInbox(connected.id);
  expect(await inbox()).toEqual(Array(5).fill(expect.objectContaining({ state: "applied" })));
  expect(await untouched()).toEqual(before);
  expect(await state()).toBe("degraded");
  expect(await verified()).toMatchObject({ run: { state: "equal", reason: null }, found: [] });
  expect(await state()).toBe("in-parity");
});

it("a full compare that finds nothing left ends what a verify had found", async () => {
  const [id = ""] = await copied(2);
  await edit("name = 'by hand'", id);
  const { run } = await verified();
  expect(await state()).toBe("degraded");
  await resync(connected.actor, connected.projectId);
  await walkToTheEnd(connected.id);
  expect(await state()).toBe("in-parity");
  await expect(repairDifferences(connected.actor, connected.projectId, run.id)).rejects.toMatchObject({
    code: "conflict",
  });
});

it.each(["verify.noted", "verify.saved", "verify.asked"])(
  "I4: killed at %s it goes on from its checkpoint, and finds the same",
  async (point) => {
    const damaged = await damage(await copied(150));
    const run = await startVerify(connected.id, "Dana");
    expect(await walkUsers(run.id, 0)).toBe(false);
    dying.at = point;
    await expect(async () => {
      while (!(await walkUsers(run.id, 0)));
    }).rejects.toMatchObject({ cause: { message: "killed" } });
    await walkToTheEnd(connected.id);
    expect(await findLastVerify(connected.id)).toMatchObject({ id: run.id, reason: expect.stringContaining("5 rows") });
    expect(await foundBy(run.id)).toEqual(damaged);
  },
);

it("I5: a list that comes back empty shows nobody as extra", async () => {
  await copied(3);
  proxy.inject("/users?", { status: 200, body: '{"items":[],"is_paginated":true,"pagination":{"next_cursor":null}}' });
  expect(await verified()).toMatchObject({ run: { state: "equal" }, found: [] });
});

it("users who change, come and leave while it runs are no differences once their events were applied", async () => {
  await copied(250);
  const [changed = "", gone = ""] = await firstPage();
  const run = await startVerify(connected.id, "Dana");
  await provider.changeUser(changed);
  await provider.deleteUser(gone);
  const added = first(await provider.addUsers(1));
  // Their page is compared before their events have come.
  expect(await walkUsers(run.id, 0)).toBe(false);
  expect(await foundBy(run.id)).toContainEqual({ userId: changed, kind: "changed", fields: expect.anything() });
  for (const id of [changed, added]) await event(`e ${id}`, id);
  await event("e gone", gone, "deleted");
  await drainInbox(connected.id);
  await walkToTheEnd(connected.id);
  expect(await findLastVerify(connected.id)).toMatchObject({ state: "equal", reason: null });
});

it("a user whose change waits in the inbox is no difference, and nothing is proved", async () => {
  const id = first(await copied(2));
  await provider.changeUser(id);
  await event("e1", id);
  const { run, found } = await verified();
  expect(found).toEqual([]);
  expect(run).toMatchObject({
    state: "incomplete",
    reason: "1 user differs and has a change waiting in the inbox.",
  });
  expect(await state()).not.toBe("degraded");
});

it("I7: a user who cannot be read leaves it incomplete, never equal", async () => {
  const id = first(await copied(2));
  await edit("name = 'by hand'", id);
  proxy.inject(`/users/${id}`, { status: 200, body: '{"unexpected":true}' });
  const { run } = await verified();
  expect(run).toMatchObject({ state: "incomplete", parked: 1, reason: "1 user could not be read or compared." });
});

it("reads a user under way once more before it calls the row wrong", async () => {
  const id = first(await copied(2));
  await updateIntegration(connected.id, { lastEventAt: new Date() });
  await provider.changeUser(id);
  const run = await startVerify(connected.id, "Dana");
  // The event arrives after the first look by id.
  let gets = 0;
  proxy.hold(async (url, pass) => {
    const answer = await pass();
    if (url.includes(`/users/${id}`) && ++gets === 1) void event("e1", id).then(() => drainInbox(connected.id));
    return answer;
  });
  await walkUsers(run.id).finally(() => proxy.hold(null));
  await finishWalk(run.id);
  expect(await findLastVerify(connected.id)).toMatchObject({ state: "equal" });
});

it.each(["drop table neon_auth.users_sync cascade", "drop schema rollcall cascade"])(
  "%s: it ends as failed instead of making anything, and the compare that does is due at once",
  async (tampering) => {
    await copied(2);
    await sql(tampering);
    const before = await sql("select relname from pg_class order by oid");
    await verify(connected.actor, connected.projectId);
    await expect(walkToTheEnd(connected.id)).rejects.toMatchObject({ code: "target_unavailable" });
    expect(await findLastVerify(connected.id)).toMatchObject({ state: "failed" });
    expect(await sql("select relname from pg_class order by oid")).toEqual(before);
    const { walks } = await findWork();
    expect(walks.filter(({ integrationId }) => integrationId === connected.id)).toHaveLength(1);
    expect(await findRunningRun(connected.id)).toMatchObject({ kind: "reconcile" });
  },
);

it("ends as failed where the credentials speak for another project by now", async () => {
  await copied(2);
  await updateIntegration(connected.id, { providerProjectId: "another" });
  await verify(connected.actor, connected.projectId);
  await expect(walkToTheEnd(connected.id)).rejects.toMatchObject({ code: "provider_refused" });
  expect(await findLastVerify(connected.id)).toMatchObject({ state: "failed" });
  const left = await db().select().from(differences).innerJoin(runs, eq(runs.id, differences.runId));
  expect(left.filter(({ runs: run }) => run.integrationId === connected.id)).toEqual([]);
});

it("is refused while a full compare runs, and keeps one waiting while it runs itself", async () => {
  await copied(2);
  await resync(connected.actor, connected.projectId);
  await expect(verify(connected.actor, connected.projectId)).rejects.toMatchObject({ code: "conflict" });
  await walkToTheEnd(connected.id);
  await verify(connected.actor, connected.projectId);
  await expect(resync(connected.actor, connected.projectId)).rejects.toMatchObject({ code: "conflict" });
  await updateIntegration(connected.id, { nextCheckAt: new Date(0) });
  const due = async () => (await findWork()).walks.filter(({ integrationId }) => integrationId === connected.id);
  expect(await due()).toEqual([]);
  await walkToTheEnd(connected.id);
  expect(await due()).toHaveLength(1);
});

it("answers no backlog: the drain works a burst by itself while it runs", async () => {
  const ids = await copied(510);
  await startVerify(connected.id, "Dana");
  const burst = ids.map((userId) => ({ userId, kind: "updated", updatedAt: null }) as const);
  await receiveChanges(connected.id, "burst", burst);
  expect(await applyChanges(connected.id)).toMatchObject({ walk: null, settled: 510 });
  expect(await findRunningRun(connected.id)).toMatchObject({ kind: "verify", answers: null });
});

it("a repair of many rows is drained user by user: a walk would mend more than was shown", async () => {
  const ids = await copied(510);
  const shown = ids.map((userId) => ({ userId, kind: "updated", updatedAt: null }) as const);
  await receiveChanges(connected.id, repairEvent("r1"), shown);
  expect(await applyChanges(connected.id)).toMatchObject({ walk: null, settled: 510 });
});

it("is no walk: what changed since the last one is looked for from there on", async () => {
  await copied(2);
  const before = await lastWalkedFrom(connected.id);
  expect(await verified()).toMatchObject({ run: { state: "equal" } });
  expect(await lastWalkedFrom(connected.id)).toEqual(before);
});

it("keeps 10,000 differences, and says of how many more the lists have told", async () => {
  await copied(1);
  const run = await startVerify(connected.id, "Dana");
  const held = Array.from({ length: 10_000 }, (_, n) => `a${10_000 + n}`);
  await suspectExtra(run.id, [...held, "z1", "z2"]);
  await saveProgress(run.id, { phase: "suspects", cursor: "b" });
  await walkToTheEnd(connected.id);
  expect(await findLastVerify(connected.id)).toMatchObject({
    state: "incomplete",
    reason: "10,000 rows differ: 10,000 extra, and up to 2 more behind them.",
  });
  expect(await foundBy(run.id)).toHaveLength(10_000);
});

it("keeps nothing of a user but the id", async () => {
  await damage(await copied(10));
  await verified();
  const stored = JSON.stringify(await db().select().from(differences));
  expect(stored).not.toMatch(/by hand|stolen|example\.com/);
});
