import { beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { changes, connectDrafts, invitations, runs, signInLinks, stateChanges } from "@/db/schema";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { createConsole } from "@/test/console";
import { connectProvider } from "@/test/integration";
import { prune } from "./prune";

beforeAll(async () => {
  await createConsole();
});

const connectStack = (stack: Counterpart) => connectProvider("stack-auth", stack.credentials(stack.origin));

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

it("forgets old settled changes, dead links, invitations and abandoned drafts, and never what is open", async () => {
  const stack = await startStackAuth();
  const { id: integrationId, projectId, end } = await connectStack(stack);
  const longAgo = daysAgo(31);
  const change = { integrationId, userId: "u", kind: "updated", receivedAt: longAgo } as const;
  await db()
    .insert(changes)
    .values([
      { ...change, eventId: "applied", state: "applied", settledAt: longAgo },
      { ...change, eventId: "recent", state: "applied", settledAt: daysAgo(29) },
      { ...change, eventId: "parked", state: "parked", settledAt: longAgo },
      { ...change, eventId: "waiting" },
    ]);
  await db()
    .insert(signInLinks)
    .values([
      { tokenHash: "dead", expiresAt: longAgo },
      { tokenHash: "alive", expiresAt: new Date(Date.now() + 60_000) },
    ]);
  const invitation = { projectId, role: "viewer", invitedBy: "x" } as const;
  await db()
    .insert(invitations)
    .values([
      { ...invitation, tokenHash: "over for long", expiresAt: longAgo },
      { ...invitation, tokenHash: "over", expiresAt: daysAgo(29) },
    ]);
  const draft = { projectId, credentials: "sealed", hints: {} };
  await db()
    .insert(connectDrafts)
    .values([
      { ...draft, providerId: "abandoned", updatedAt: longAgo },
      { ...draft, providerId: "under way" },
    ]);
  await prune();
  const kept = await db().select({ eventId: changes.eventId }).from(changes).orderBy(changes.id);
  expect(kept.map(({ eventId }) => eventId)).toEqual(["recent", "parked", "waiting"]);
  expect((await db().select().from(signInLinks)).map(({ tokenHash }) => tokenHash)).toEqual(["alive"]);
  expect((await db().select().from(invitations)).map(({ tokenHash }) => tokenHash)).toEqual(["over"]);
  expect((await db().select().from(connectDrafts)).map(({ providerId }) => providerId)).toEqual(["under way"]);
  await end();
  await stack.stop();
});

it("keeps the last thousand runs of each integration, the last one of each kind, and the states of 90 days", async () => {
  const stack = await startStackAuth();
  const [here, elsewhere] = [await connectStack(stack), await connectStack(stack)];
  await db().delete(runs);
  const run = { integrationId: here.id, kind: "delta", trigger: "schedule", state: "equal" } as const;
  const minutesAgo = (minutes: number) => ({ startedAt: new Date(Date.now() - minutes * 60_000) });
  const many = Array.from({ length: 1_002 }, (_, n) => ({ ...run, id: `delta ${n}`, ...minutesAgo(n) }));
  await db()
    .insert(runs)
    .values([
      ...many,
      { ...run, id: "full", kind: "reconcile", ...minutesAgo(5_000) },
      { ...run, id: "full before", kind: "reconcile", ...minutesAgo(6_000) },
      { ...run, id: "theirs", integrationId: elsewhere.id, ...minutesAgo(7_000) },
    ]);
  const state = { integrationId: here.id, state: "in-parity" };
  await db()
    .insert(stateChanges)
    .values([
      { ...state, at: daysAgo(91), reason: "old" },
      { ...state, at: daysAgo(89), reason: "recent" },
    ]);
  await prune();
  const kept = (await db().select({ id: runs.id }).from(runs)).map(({ id }) => id);
  expect(kept).toHaveLength(1_002);
  expect(kept).toEqual(expect.arrayContaining(["delta 0", "delta 999", "full", "theirs"]));
  expect(await db().select({ reason: stateChanges.reason }).from(stateChanges)).toEqual([{ reason: "recent" }]);
  await Promise.all([here.end(), elsewhere.end()]);
  await stack.stop();
});
