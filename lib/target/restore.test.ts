import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { createTable } from "./schema";
import { newTable, user } from "./testing";
import type { UserRow } from "./types";
import { suspects } from "./versions";
import { writeUsers } from "./write";

/** What people do to the database behind Rollcall's back: one compare puts it right. */
let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());
beforeEach(() => made.admin.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions"));

let seen = "0";
const floor = async () => {
  const taken = await takeFloor(made.target, seen);
  seen = taken.floor;
  return taken;
};
const write = async (rows: UserRow[], repair = true) =>
  writeUsers(made.target, made.table, rows, await floor(), { repair, volatile: [] });
const gone = async (...ids: string[]) => markGone(made.target, made.table, ids, await floor());
/** What a walk does: meets everyone whom the provider has, then marks those whom it did not meet. */
async function compare(provider: UserRow[]): Promise<number> {
  const { floor: firstFloor } = await floor();
  const { written, refused, unwritable } = await write(provider);
  expect({ refused, unwritable }).toEqual({ refused: [], unwritable: [] });
  const missing = await suspects(made.target, made.table, { firstFloor, after: "", limit: 100 });
  return written + (await gone(...missing)).written;
}
const table = async () =>
  (
    await made.admin.query(
      "select id, name, email, raw_json, deleted_at is not null as deleted from neon_auth.users_sync order by id",
    )
  ).rows;
const live = ({ id, name, email, raw }: UserRow) => ({ id, name, email, raw_json: raw, deleted: false });

const today = [user("changed", { name: "Today" }), user("new"), user("same")];

it("a table that was truncated by hand is filled again, and an equal one is left alone", async () => {
  await write(today, false);
  await made.admin.query("truncate neon_auth.users_sync");
  expect(await compare(today)).toBe(3);
  expect(await table()).toEqual(today.map(live));
  expect(await compare(today)).toBe(0);
});

it("after `rollcall` was dropped, rows that are right are not written again, and those that are not are put right", async () => {
  await write([...today, user("left"), user("edited")], false);
  await gone("left");
  await made.admin.query(
    `drop schema rollcall cascade; update neon_auth.users_sync set name = 'by hand' where id = 'edited';
     insert into neon_auth.users_sync (id, raw_json) values ('by hand', '{}')`,
  );
  await createTable(made.target, { ...made.table, allowGenerated: false });
  expect(await floor()).toMatchObject({ restored: true });
  expect(await compare([...today, user("edited")])).toBe(2);
  const rows = await table();
  const expected = [...today, user("edited")].map(live);
  expect(rows.filter(({ deleted }) => !deleted)).toEqual(expected.toSorted((a, b) => a.id.localeCompare(b.id)));
  expect(rows.filter(({ deleted }) => deleted).map(({ id }) => id)).toEqual(["by hand", "left"]);
});

/** Keeps the tables and the clock as a backup does; the returned function puts them back. */
async function backUp(): Promise<() => Promise<void>> {
  const tables = ["neon_auth.users_sync", "rollcall.neon_auth_row_versions"];
  const copy = (name: string) => `public.backup_of_${name.replace(".", "_")}`;
  for (const name of tables) await made.admin.query(`create table ${copy(name)} as table ${name}`);
  const { rows } = await made.admin.query("select last_value from rollcall.clock");
  return async () => {
    for (const name of tables) await made.admin.query(`truncate ${name}; insert into ${name} table ${copy(name)}`);
    await made.admin.query("select setval('rollcall.clock', $1)", [rows[0].last_value]);
  };
}

it("a database that was restored to yesterday is noticed by its clock, and converges on today", async () => {
  await write([user("changed", { name: "Yesterday" }), user("same"), user("left since"), user("back since")], false);
  await gone("back since");
  const restore = await backUp();
  const provider = [user("back since"), ...today];
  await write(provider, false);
  await gone("left since");
  await restore();
  expect((await table()).map(({ id, deleted }) => `${id} ${deleted}`)).toContain("left since false");
  expect(await floor()).toMatchObject({ restored: true });
  expect(await compare(provider)).toBe(4);
  const rows = await table();
  expect(rows.filter(({ deleted }) => !deleted)).toEqual(provider.map(live));
  expect(rows.filter(({ deleted }) => deleted).map(({ id }) => id)).toEqual(["left since"]);
});
