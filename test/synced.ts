import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { db } from "@/db/client";
import { receiveChanges } from "@/db/queries/changes";
import { changes } from "@/db/schema";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { createConsole } from "./console";
import { type Connected, connectProvider } from "./integration";

/** A provider behind a fault proxy for the importing suite, and a new integration with it before each test. */
export let provider: Counterpart;
export let proxy: FaultProxy;
export let connected: Connected;

beforeAll(async () => {
  await createConsole();
  provider = await startStackAuth();
  proxy = await startFaultProxy(provider.origin);
});
afterAll(async () => {
  await proxy.stop();
  await provider.stop();
});
beforeEach(async () => {
  connected = await connectProvider("stack-auth", provider.credentials(proxy.origin));
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
