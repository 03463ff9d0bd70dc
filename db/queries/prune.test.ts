import { beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { changes, connectDrafts, signInLinks } from "@/db/schema";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { createConsole } from "@/test/console";
import { connectProvider } from "@/test/integration";
import { prune } from "./prune";

beforeAll(async () => {
  await createConsole();
});

it("forgets old settled changes, dead links and abandoned drafts, and never what is open", async () => {
  const stack = await startStackAuth();
  const { id: integrationId, projectId, end } = await connectProvider("stack-auth", stack.credentials(stack.origin));
  const longAgo = new Date(Date.now() - 8 * 86_400_000);
  const change = { integrationId, userId: "u", kind: "updated", receivedAt: longAgo } as const;
  await db()
    .insert(changes)
    .values([
      { ...change, eventId: "applied", state: "applied", settledAt: longAgo },
      { ...change, eventId: "recent", state: "applied", settledAt: new Date() },
      { ...change, eventId: "parked", state: "parked", settledAt: longAgo },
      { ...change, eventId: "waiting" },
    ]);
  await db()
    .insert(signInLinks)
    .values([
      { tokenHash: "dead", expiresAt: longAgo },
      { tokenHash: "alive", expiresAt: new Date(Date.now() + 60_000) },
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
  expect((await db().select().from(connectDrafts)).map(({ providerId }) => providerId)).toEqual(["under way"]);
  await end();
  await stack.stop();
});
