import { eq } from "drizzle-orm";
import { beforeEach } from "vitest";
import { db } from "@/db/client";
import { receiveChanges } from "@/db/queries/changes";
import { changes } from "@/db/schema";
import type { Connected } from "./integration";
import { connectStackAuth } from "./stack-auth";

export { provider, proxy } from "./stack-auth";

/** A new integration before each test of the importing suite. */
export let connected: Connected;

beforeEach(async () => {
  connected = await connectStackAuth();
  return connected.end;
});

export const rows = async (): Promise<{ id: string; deleted: boolean }[]> =>
  (await connected.target.query("select id, deleted_at is not null as deleted from neon_auth.users_sync order by id"))
    .rows;
export const live = async () => (await rows()).filter(({ deleted }) => !deleted).map(({ id }) => id);
export const event = (id: string, userId: string, kind: "created" | "updated" | "deleted" = "updated") =>
  receiveChanges(connected.id, id, [{ userId, kind, updatedAt: null }]);
export const inbox = () =>
  db().select().from(changes).where(eq(changes.integrationId, connected.id)).orderBy(changes.id);
export const first = <T>(list: T[]): T => {
  const [item] = list;
  if (item === undefined) throw new Error("empty");
  return item;
};
