import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { updateIntegration } from "@/db/queries/integrations";
import { findRun, findRunningRun } from "@/db/queries/runs";
import { runs } from "@/db/schema";
import { resync } from "@/lib/integrations/resync";
import { type BetterAuthServer, startBetterAuth } from "@/lib/providers/fixtures/better-auth";
import { createConsole } from "@/test/console";
import { createDatabase } from "@/test/database";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { finishWalk } from "./finish-walk";
import { findWork } from "./sweep";
import { walkUsers } from "./walk-users";

let provider: BetterAuthServer;
let connected: Connected;

beforeAll(async () => {
  await createConsole();
  provider = await startBetterAuth(await createDatabase());
});
afterAll(() => provider.stop());
beforeEach(async () => {
  connected = await connectProvider("better-auth", provider.credentials(provider.origin));
  await walkToTheEnd(connected.id);
  return connected.end;
});

const live = async () =>
  (await connected.target.query("select id from neon_auth.users_sync where deleted_at is null")).rows.map(
    ({ id }) => id,
  );
const sweepDelta = async () => {
  await updateIntegration(connected.id, { nextDeltaAt: new Date(0) });
  const { walks } = await findWork();
  return walks.find(({ integrationId }) => integrationId === connected.id)?.runId ?? "";
};

it("without any webhook, the sweep's delta finds who signed up since the last walk, and asks for nobody else", async () => {
  const before = await live();
  const added = await provider.addUsers(3);
  const runId = await sweepDelta();
  expect(await findRun(runId)).toMatchObject({ kind: "delta", state: "running" });
  expect(await walkUsers(runId)).toBe(true);
  await finishWalk(runId);
  expect((await live()).toSorted()).toEqual([...before, ...added].toSorted());
  expect(await findRun(runId)).toMatchObject({ state: "repaired", written: 3 });
});

it("I5: whoever is not among the changed is no suspect", async () => {
  const before = await live();
  await provider.addUsers(1);
  const runId = await sweepDelta();
  await walkUsers(runId);
  expect(await live()).toEqual(expect.arrayContaining(before));
  expect(await findRun(runId)).toMatchObject({ deleted: 0 });
});

it("does not touch the target while nobody has changed, so that it can sleep", async () => {
  const runId = await sweepDelta();
  const { rows } = await connected.target.query("select last_value from rollcall.clock");
  await db()
    .update(runs)
    .set({ since: new Date(Date.now() + 3_600_000) })
    .where(eq(runs.id, runId));
  expect(await walkUsers(runId)).toBe(true);
  expect((await connected.target.query("select last_value from rollcall.clock")).rows).toEqual(rows);
});

it("gives way to a full compare", async () => {
  const runId = await sweepDelta();
  await resync(connected.actor, connected.projectId);
  expect(await findRun(runId)).toMatchObject({ state: "cancelled" });
  expect(await findRunningRun(connected.id)).toMatchObject({ kind: "reconcile" });
});
