import { beforeEach, expect, it } from "vitest";
import { create, made, prepareUsersSync, table, target } from "@/test/users-sync";
import { ensureIndexes } from "./indexes";
import type { UsersFilter, UsersQuery } from "./types";
import { listUsers } from "./users-list";
import { matching, Values } from "./users-list-filter";

prepareUsersSync();

const names = async () =>
  (
    await made.admin.query(
      "select indexname from pg_indexes where schemaname = 'neon_auth' and tablename = 'users_sync' order by 1",
    )
  ).rows.map(({ indexname }) => indexname);
const fill = (rows: number) =>
  made.admin.query(
    `insert into neon_auth.users_sync (id, name, email, created_at, raw_json)
     select 'u' || n, 'Name ' || md5(n::text), 'mail' || n || '@example.test', now() - n * interval '1 minute', '{}'
     from generate_series(1, $1::int) n`,
    [rows],
  );
const query50: UsersQuery = {
  search: "",
  sort: "created_at",
  direction: "desc",
  show: "live",
  cursor: null,
  limit: 50,
};
const plan = async (where: string, values: unknown[] = []) =>
  (await made.admin.query(`explain select id from neon_auth.users_sync where ${where} limit 51`, values)).rows
    .map((row) => row["QUERY PLAN"])
    .join("\n");

const facts = { verified: "$.verified == true", banned: "$.until > $now" };
const always = ["users_sync_deleted_at_idx", "users_sync_pkey"];
const added = ["banned", "created_at", "email", "id_search", "name", "search", "updated_at", "verified"].map(
  (name) => `users_sync_${name}_idx`,
);

beforeEach(() => create());

it("a small table stays as it was made", async () => {
  await fill(100);
  await ensureIndexes(target, table, facts);
  expect(await names()).toEqual(always);
});

it("a big table gets an index for each order and for the search, once", async () => {
  await fill(20_500);
  await ensureIndexes(target, table, facts);
  await ensureIndexes(target, table, facts);
  expect(await names()).toEqual([...always, ...added].toSorted());
  const search = await plan("(name ilike '%12f%' or email ilike '%12f%' or id ilike '%12f%')");
  expect(search).toContain("users_sync_search_idx");
  expect(search).toContain("users_sync_id_search_idx");
  expect(search).not.toContain("Seq Scan");
  expect(await plan("created_at is not null order by created_at desc, id desc")).toMatch(
    /Scan Backward using users_sync_created_at_idx/,
  );
  expect(await plan("updated_at is not null order by updated_at desc, id desc")).toContain("users_sync_updated_at_idx");
  const found = await listUsers(target, table, { ...query50, search: "MAIL20500@" });
  expect(found.users.map(({ id }) => id)).toEqual(["u20500"]);
});

it("few of many are found by what tells them apart, also where it ends with time", async () => {
  await fill(20_500);
  const year = (n: number) => `{"verified": true, "until": "${new Date().getUTCFullYear() + n}-01-01T00:00:00Z"}`;
  await made.admin.query("update neon_auth.users_sync set raw_json = $1 where id = 'u7'", [year(2)]);
  await made.admin.query("update neon_auth.users_sync set raw_json = $1 where id = 'u8'", [year(-2)]);
  await ensureIndexes(target, table, facts);
  const found = async (filter: Partial<UsersFilter>) => {
    const query = { ...query50, ...filter };
    const values = new Values();
    const explained = await plan(`${matching(query, facts, values)} order by created_at desc, id desc`, values.all);
    const { users } = await listUsers(target, table, query, facts);
    return { ids: users.map(({ id }) => id), explained };
  };
  const verified = await found({ verified: true });
  expect(verified.ids).toEqual(["u7", "u8"]);
  expect(verified.explained).toContain("users_sync_verified_idx");
  const banned = await found({ banned: true });
  expect(banned.ids).toEqual(["u7"]);
  expect(banned.explained).toContain("users_sync_banned_idx");
  expect((await found({ banned: false })).ids).toHaveLength(50);
});

it("an index that was cut short is built again", async () => {
  await fill(20_500);
  await ensureIndexes(target, table, facts);
  await made.admin.query(
    "update pg_index set indisvalid = false where indexrelid = 'neon_auth.users_sync_name_idx'::regclass",
  );
  await ensureIndexes(target, table, facts);
  const valid = "select indisvalid from pg_index where indexrelid = 'neon_auth.users_sync_name_idx'::regclass";
  expect((await made.admin.query(valid)).rows).toEqual([{ indisvalid: true }]);
});
