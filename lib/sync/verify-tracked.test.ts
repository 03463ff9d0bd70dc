import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { listDifferences } from "@/db/queries/differences";
import { findLastVerify } from "@/db/queries/runs";
import { changes } from "@/db/schema";
import { repairDifferences } from "@/lib/integrations/repair-differences";
import { verify } from "@/lib/integrations/verify";
import { type BetterAuthServer, startBetterAuth } from "@/lib/providers/fixtures/better-auth";
import { createConsole } from "@/test/console";
import { createDatabase } from "@/test/database";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { drainInbox } from "./drain-inbox";

let provider: BetterAuthServer;
let connected: Connected;

beforeAll(async () => {
  await createConsole();
  provider = await startBetterAuth(await createDatabase());
  connected = await connectProvider("better-auth", provider.credentials(provider.origin));
});
afterAll(async () => {
  await connected.end();
  await provider.stop();
});

async function verified() {
  await verify(connected.actor, connected.projectId);
  await walkToTheEnd(connected.id);
  const run = await findLastVerify(connected.id);
  if (!run) throw new Error("no verify has ended");
  return run;
}

it("where the provider tracks updates, an updated_at edited by hand is a difference, and is mended even if it lies ahead", async () => {
  const [behind = "", ahead = ""] = await provider.addUsers(3);
  await walkToTheEnd(connected.id);
  const edit = "update neon_auth.users_sync set updated_at = $2 where id = $1";
  await connected.target.query(edit, [behind, "2001-01-01"]);
  await connected.target.query(edit, [ahead, "2101-01-01"]);
  const run = await verified();
  const found = [behind, ahead].map((userId) => ({ userId, kind: "changed", fields: ["updated_at"] }));
  expect(await listDifferences(run.id)).toEqual(expect.arrayContaining(found));
  expect(run.reason).toBe("2 rows differ: 2 changed.");

  await repairDifferences(connected.actor, connected.projectId, run.id);
  await drainInbox(connected.id);
  // A read that would take a row's own time backwards may lag: it is asked again before it is believed.
  for (let asked = 0; asked < 3; asked++) {
    await db()
      .update(changes)
      .set({ dueAt: new Date(0) })
      .where(eq(changes.userId, ahead));
    await drainInbox(connected.id);
  }
  expect(await verified()).toMatchObject({ state: "equal" });
});
