import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { receiveChanges } from "@/db/queries/changes";
import { changes, projects } from "@/db/schema";
import { connectionVault } from "@/lib/sealed";
import { walkToTheEnd } from "@/test/integration";
import { connectStackAuth } from "@/test/stack-auth";
import { connected, first, provider, proxy } from "@/test/synced";
import { exportOpenChanges } from "./export-open-changes";
import { inspectChange } from "./inspect-change";

type Open = Partial<typeof changes.$inferInsert>;

/** A parked change, or what is said otherwise. Returns its id. */
async function left(userId: string, more: Open = {}): Promise<number> {
  const parked = {
    integrationId: connected.id,
    eventId: `of ${userId}`,
    userId,
    kind: "updated",
    state: "parked",
  } as const;
  const [row] = await db()
    .insert(changes)
    .values({ ...parked, reason: "Why", attempts: 4, ...more })
    .returning({ id: changes.id });
  return row?.id ?? 0;
}

const inspect = (id: number) => inspectChange(connected.actor, connected.projectId, id);

async function exported(state: "held" | "parked", format: "csv" | "ndjson"): Promise<string> {
  let text = "";
  for await (const part of await exportOpenChanges(connected.actor, connected.projectId, { state, format }))
    text += part;
  return text;
}

it("an inspected change has its event, its past, and the user as the provider gives it now, not as the row is", async () => {
  const user = first(await provider.addUsers(1));
  await walkToTheEnd(connected.id);
  const history = [{ at: new Date().toISOString(), outcome: "parked", reason: "Why" }] as const;
  const id = await left(user, { history: [...history], deliveries: 2 });
  const before = await inspect(id);
  expect(before).toMatchObject({
    eventId: `of ${user}`,
    userId: user,
    attempts: 4,
    deliveries: 2,
    history,
    reason: "Why",
  });
  await provider.changeUser(user);
  const after = await inspect(id);
  expect([after.now.user?.email, after.now.user?.name === before.now.user?.name]).toEqual([
    before.now.user?.email,
    false,
  ]);
  await provider.deleteUser(user);
  expect((await inspect(id)).now).toMatchObject({ user: null });
});

it("says why the provider could not be asked, beside what is known", async () => {
  const id = await left("u1");
  proxy.hold(() => ({ status: 401, body: "{}" }));
  const { reason, now } = await inspect(id);
  proxy.hold(null);
  expect(reason).toBe("Why");
  expect(now).toMatchObject({ error: { code: "provider_refused", message: expect.any(String) } });
});

it("finds neither a settled change nor another project's", async () => {
  const elsewhere = await connectStackAuth();
  const theirs = await left("u1", { integrationId: elsewhere.id });
  const settled = await left("u2", { state: "applied" });
  for (const id of [theirs, settled]) await expect(inspect(id)).rejects.toMatchObject({ code: "not_found" });
  await elsewhere.end();
});

it("exports every change of one list and of one project, with the rows' names, more than one page of them", async () => {
  const user = first(await provider.addUsers(1));
  await walkToTheEnd(connected.id);
  const elsewhere = await connectStackAuth();
  await left("theirs", { integrationId: elsewhere.id });
  await left(user);
  await left("held", { state: "held", kind: "deleted" });
  await receiveChanges(
    connected.id,
    "bulk",
    Array.from({ length: 600 }, (_, n) => ({ userId: `bulk ${n}`, kind: "updated" as const, updatedAt: null })),
  );
  await db().update(changes).set({ state: "parked" }).where(eq(changes.eventId, "bulk"));
  const rows = (await exported("parked", "ndjson"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { rows: table } = await connected.target.query("select name, email from neon_auth.users_sync where id = $1", [
    user,
  ]);
  expect(rows).toHaveLength(601);
  expect(rows[0]).toMatchObject({ user_id: user, ...table[0], kind: "updated", attempts: 4, event_id: `of ${user}` });
  expect((await exported("held", "csv")).split("\r\n")).toEqual([
    "user_id,name,email,kind,reason,attempts,event_id,received_at",
    expect.stringMatching(/^held,,,deleted,Why,4,of held,/),
    "",
  ]);
  await elsewhere.end();
});

it("an exported name that a spreadsheet would run is text, and a database that is away costs only the names", async () => {
  await left("=cmd()", { reason: "+1" });
  expect(await exported("parked", "csv")).toContain("'=cmd(),,,updated,'+1,4");
  const connection = connectionVault.seal("postgres://a:b@127.0.0.1:1/c", connected.projectId);
  await db().update(projects).set({ connection }).where(eq(projects.id, connected.projectId));
  expect(await exported("parked", "ndjson")).toContain('"name":null');
});
