import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { noteState } from "@/db/queries/state-changes";
import { changes, integrations, runs, stateChanges } from "@/db/schema";
import { walkToTheEnd } from "@/test/integration";
import { connected, provider, proxy } from "@/test/synced";
import { noticeStates } from "./state";

const noticed = async () =>
  (
    await db().select().from(stateChanges).where(eq(stateChanges.integrationId, connected.id)).orderBy(stateChanges.id)
  ).map(({ state, reason }) => [state, reason]);

async function waiting(userId: string, seconds: number) {
  const receivedAt = new Date(Date.now() - seconds * 1000);
  await db()
    .insert(changes)
    .values({ integrationId: connected.id, eventId: userId, userId, kind: "updated", receivedAt });
}

it("a state is written down when it changes, with its reason, and once however often and wherever it is noticed", async () => {
  await Promise.all([noticeStates(), noticeStates()]);
  await noticeStates();
  expect(await noticed()).toEqual([["backfilling", "Every user is copied for the first time."]]);
  await walkToTheEnd(connected.id);
  await Promise.all([noticeStates(), noticeStates(), noticeStates()]);
  await noticeStates();
  expect(await noticed()).toEqual([
    ["backfilling", "Every user is copied for the first time."],
    ["in-parity", expect.stringMatching(/^Back after .+ of Backfilling\.$/)],
  ]);
  const [row] = await db().select().from(integrations).where(eq(integrations.id, connected.id));
  expect(row).toMatchObject({ state: "in-parity", stateSince: expect.any(Date) });
});

it("whoever noticed an older state than another process has noted writes nothing", async () => {
  expect(await noteState(connected.id, { from: null, to: "degraded", reason: "First." })).toBe(true);
  expect(await noteState(connected.id, { from: null, to: "in-parity", reason: "Late." })).toBe(false);
  expect(await noticed()).toEqual([["degraded", "First."]]);
});

it("a change on its way is no state of its own, and one that stays is", async () => {
  await walkToTheEnd(connected.id);
  await noticeStates();
  await waiting("quick", 5);
  await noticeStates();
  expect((await noticed()).map(([state]) => state)).toEqual(["in-parity"]);
  await waiting("slow", 60);
  await noticeStates();
  expect((await noticed()).at(-1)).toEqual(["catching-up", "2 changes wait for a read."]);
});

it("what needs a person says how many, and a pause says whose it is", async () => {
  await walkToTheEnd(connected.id);
  const open = { integrationId: connected.id, kind: "deleted" } as const;
  await db()
    .insert(changes)
    .values([
      { ...open, eventId: "a", userId: "a", state: "held" },
      { ...open, eventId: "b", userId: "b", state: "held" },
      { ...open, eventId: "c", userId: "c", state: "parked" },
    ]);
  await noticeStates();
  await db().delete(changes);
  await db()
    .update(integrations)
    .set({ pausedAt: new Date(), pausedBy: "Dana" })
    .where(eq(integrations.id, connected.id));
  await noticeStates();
  expect(await noticed()).toEqual([
    ["action-required", "2 deletions above the limit wait for a person. 1 user could not be read or stored."],
    ["paused", "Dana paused the sync."],
  ]);
});

it("a run counts the requests that the provider was sent for it, of steps that failed too", async () => {
  await provider.addUsers(3);
  proxy.inject("/users", { status: 500, body: "{}" });
  const before = proxy.seen("/");
  await expect(walkToTheEnd(connected.id)).rejects.toThrow();
  await walkToTheEnd(connected.id);
  const sent = await db().select({ requests: runs.requests }).from(runs).where(eq(runs.integrationId, connected.id));
  expect(sent.reduce((sum, { requests }) => sum + requests, 0)).toBe(proxy.seen("/") - before);
});
