import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { compareUsers } from "./compare";
import { newTable, user } from "./testing";
import type { UserRow } from "./types";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());
beforeEach(() => made.admin.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions"));

const volatile = ["last_seen"];
const write = async (rows: UserRow[]) =>
  writeUsers(made.target, made.table, rows, await takeFloor(made.target, "0"), { repair: true, volatile });
const compare = (rows: UserRow[]) => compareUsers(made.target, made.table, rows, volatile);
const edit = (set: string) => made.admin.query(`update neon_auth.users_sync set ${set} where id = 'a'`);
const nothing = { unequal: [], incomparable: [] };

it.each([
  ["name = null", ["name"]],
  ["email = 'else@example.test'", ["email"]],
  ["created_at = created_at + interval '1 microsecond'", ["created_at"]],
  ["updated_at = updated_at + interval '1 microsecond'", ["updated_at"]],
  ["updated_at = null", ["updated_at"]],
  ["deleted_at = now()", ["deleted_at"]],
  [`raw_json = raw_json || '{"plan":"paid"}'`, ["raw_json"]],
  [`raw_json = raw_json - 'plan'`, ["raw_json"]],
  [`raw_json = '"text"'`, ["raw_json"]],
  ["name = 'x', email = 'y', raw_json = '[]'", ["name", "email", "raw_json"]],
])("%s is seen, in exactly these columns, and a repair mends all that is seen", async (set, fields) => {
  const rows = [user("a"), user("b")];
  await write(rows);
  expect(await compare(rows)).toEqual(nothing);
  await edit(set);
  expect(await compare(rows)).toEqual({ unequal: [{ id: "a", kind: "changed", fields }], incomparable: [] });
  await write(rows);
  expect(await compare(rows)).toEqual(nothing);
});

it("a user without a row is missing", async () => {
  await write([user("a")]);
  expect((await compare([user("a"), user("z")])).unequal).toEqual([{ id: "z", kind: "missing", fields: [] }]);
});

it("what moves without a change is no difference: volatile keys, the order of keys, an updated_at of Rollcall's own", async () => {
  await write([user("a", { updatedAt: null, raw: { id: "a", x: 1, y: 2, last_seen: 1 } })]);
  await edit("updated_at = now()");
  expect(await compare([user("a", { updatedAt: null, raw: { y: 2, x: 1, id: "a", last_seen: 9 } })])).toEqual(nothing);
});

it("what a write cleans is compared as it was cleaned", async () => {
  const odd = [user("a", { name: "N\0\ud800", raw: { id: "a", "k\0": "x\0\udfff" } })];
  await write(odd);
  expect(await compare(odd)).toEqual(nothing);
});

it("users whom PostgreSQL cannot read are named, and the others compared all the same", async () => {
  let deep: object = {};
  for (let i = 0; i < 100_000; i++) deep = { deep };
  const rows = Array.from({ length: 9 }, (_, i) => user(`r${i}`));
  await write(rows);
  rows[2] = user("r2", { createdAt: "the day before yesterday" });
  rows[5] = user("r5", { raw: deep });
  rows.push(user("a\0b"), user("new"));
  const { unequal, incomparable } = await compare(rows);
  expect(unequal).toEqual([{ id: "new", kind: "missing", fields: [] }]);
  expect(incomparable.toSorted()).toEqual(["a\0b", "r2", "r5"]);
});

it("of a former Neon table the plain columns are compared, from which the others follow", async () => {
  await write([user("a", { name: "another name than raw_json's" })]);
  const { unequal } = await compareUsers(made.target, { ...made.table, adopted: true }, [user("a")], volatile);
  expect(unequal).toEqual([]);
});
