import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { db } from "@/db/client";
import { erasures } from "@/db/schema";
import { setDeletionPolicy } from "@/lib/integrations/set-deletion-policy";
import { floorOf, type Sync, store, withSync } from "@/lib/sync/context";
import { readUsers, splitReadings } from "@/lib/sync/read-users";
import { removeUsers } from "@/lib/sync/remove-users";
import type { Connected } from "./integration";
import { connectStackAuth, provider } from "./stack-auth";

export { provider, proxy } from "./stack-auth";

/** A connected integration of the importing suite's own that erases after a day; its table is empty before each test. */
export let connected: Connected;
beforeAll(async () => {
  connected = await connectStackAuth();
});
afterAll(() => connected.end());
beforeEach(async () => {
  await connected.target.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions cascade");
  await db().delete(erasures);
  await setPolicy("erase");
});

export const setPolicy = (policy: "mark" | "erase", holdBackHours = 24) =>
  setDeletionPolicy(connected.actor, connected.projectId, { policy, holdBackHours });

export const query = async (text: string, values?: unknown[]) => (await connected.target.query(text, values)).rows;
export const rows = () => query("select id, deleted_at is not null as deleted from neon_auth.users_sync order by id");

export async function inSync<T>(work: (sync: Sync) => Promise<T>): Promise<T> {
  const done = await withSync(connected.id, async (sync) => ({ result: await work(sync) }));
  if (!done) throw new Error("not connected");
  return done.result;
}

/** Asks the provider for these users and keeps the answer for `write`. */
export const ask = (ids: string[]) =>
  inSync(async (sync) => {
    const floor = await floorOf(sync);
    const { readings } = await readUsers(sync, ids);
    return { floor, users: splitReadings(readings).live };
  });
export const write = ({ floor, users }: Awaited<ReturnType<typeof ask>>) =>
  inSync((sync) => store(sync, users, floor, true));

/** Users who are at the provider and in the table. */
export async function addUsers(count: number): Promise<string[]> {
  const ids = await provider.addUsers(count);
  await write(await ask(ids));
  return ids;
}
export const remove = (...ids: string[]) => inSync(async (sync) => removeUsers(sync, ids, await floorOf(sync)));

/** Users who are gone at the provider and marked in the table. */
export async function addGone(count: number): Promise<string[]> {
  const ids = await addUsers(count);
  for (const id of ids) await provider.deleteUser(id);
  await remove(...ids);
  return ids;
}

export const scheduled = () => db().select().from(erasures).where(eq(erasures.integrationId, connected.id));
export async function scheduledOf(id: string) {
  const found = (await scheduled()).find(({ userId }) => userId === id);
  if (!found) throw new Error("nothing is scheduled for this user");
  return found;
}
/** The hold-back of these users is over. */
export const makeDue = (...ids: string[]) =>
  db()
    .update(erasures)
    .set({ dueAt: new Date(0) })
    .where(and(eq(erasures.integrationId, connected.id), inArray(erasures.userId, ids)));
