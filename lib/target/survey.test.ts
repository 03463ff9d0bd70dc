import { expect, it } from "vitest";
import { pgbouncerPath } from "@/scripts/lib/pgbouncer.mjs";
import { throughPgBouncer } from "@/test/pgbouncer";
import { create, made, prepareUsersSync, store, target } from "@/test/users-sync";
import { withTarget } from "./connect";
import { objectsOf } from "./ddl";
import { readRights } from "./rights";
import { countRows, isPooled, listIndexes, readSize, roundTrip } from "./survey";

prepareUsersSync();

it("a server that is asked directly is no pooler, and answers within some time", async () => {
  expect(await isPooled(target, made.connection)).toBe(false);
  expect(await roundTrip(target)).toBeGreaterThan(0);
});

it.skipIf(!pgbouncerPath())("a pooler in transaction mode is told by what it does", async () => {
  const { through, stop } = await throughPgBouncer(made.connection.port);
  const connection = through(made.connection);
  expect(await withTarget(connection, (pooled) => isPooled(pooled, connection))).toBe(true);
  await stop();
});

it("a small table is counted, and the count is exact without any statistics", async () => {
  await create();
  await store("a", "b", "c");
  await made.admin.query("update neon_auth.users_sync set deleted_at = now() where id = 'a'");
  expect(await countRows(target, "neon_auth")).toEqual({ live: 2, deleted: 1, exact: true });
});

it("a big table is estimated and says so; nothing is known of it before the server has looked", async () => {
  await create();
  await store(..."abcdefghij");
  await made.admin.query("update neon_auth.users_sync set deleted_at = now() where id in ('a', 'b')");
  expect(await countRows(target, "neon_auth", 0)).toEqual({ live: null, deleted: null, exact: false });
  await made.admin.query("analyze neon_auth.users_sync");
  expect(await countRows(target, "neon_auth", 0)).toEqual({ live: 8, deleted: 2, exact: false });
});

it("names the indexes, the primary key first, and one that was cut short", async () => {
  await create();
  await made.admin.query("create unique index zz on neon_auth.users_sync (name)");
  await made.admin.query("update pg_index set indisvalid = false where indexrelid = 'neon_auth.zz'::regclass");
  const indexes = await listIndexes(target, "neon_auth");
  expect(indexes.map(({ name, valid }) => [name, valid])).toEqual([
    ["users_sync_pkey", true],
    ["users_sync_deleted_at_idx", true],
    ["zz", false],
  ]);
  expect(indexes[1]?.definition).toContain("(deleted_at)");
});

it("measures the table with its indexes", async () => {
  await create();
  await store("a");
  const { total, indexes } = await readSize(target, "neon_auth");
  expect(indexes).toBeGreaterThan(0);
  expect(total).toBeGreaterThan(indexes);
});

it("says per object what the role lacks, and which statement of its owner's gives it that", async () => {
  await create();
  await made.admin.query(`revoke update on neon_auth.users_sync from ${made.connection.user}`);
  const rights = await readRights(target, objectsOf("neon_auth"));
  const lacking = rights.filter(({ grant }) => grant);
  expect(lacking).toEqual([
    {
      kind: "table",
      name: "neon_auth.users_sync",
      rights: ["SELECT", "INSERT", "UPDATE"],
      there: true,
      lacking: ["UPDATE"],
      grant: `GRANT UPDATE ON TABLE neon_auth.users_sync TO ${made.connection.user}`,
    },
  ]);
  await made.admin.query(lacking[0]?.grant ?? "");
  expect((await readRights(target, objectsOf("neon_auth"))).flatMap(({ grant }) => grant ?? [])).toEqual([]);
});
