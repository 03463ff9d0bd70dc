import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { newTable, user } from "./testing";
import { storedUpdatedAt, suspects } from "./versions";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

const floor = () => takeFloor(made.target, "0");
const write = async (ids: string[]) =>
  writeUsers(
    made.target,
    made.table,
    ids.map((id) => user(id)),
    await floor(),
    { repair: true, volatile: [] },
  );

it("suspects are the live rows that no read has confirmed since the first floor, page by page", async () => {
  await write(["a", "b", "c", "d", "e"]);
  await markGone(made.target, made.table, ["e"], await floor());
  await made.admin.query(`insert into neon_auth.users_sync (id, raw_json) values ('by hand', '{}')`);
  const { floor: firstFloor } = await floor();
  await write(["b"]);
  const page = (after: string, limit: number) => suspects(made.target, made.table, { firstFloor, after, limit });
  expect(await page("", 2)).toEqual(["a", "by hand"]);
  expect(await page("by hand", 2)).toEqual(["c", "d"]);
  expect(await page("d", 2)).toEqual([]);
});

it("an unchanged user that was met is no suspect", async () => {
  await write(["same"]);
  const { floor: firstFloor } = await floor();
  expect(await write(["same"])).toMatchObject({ written: 0 });
  expect(await suspects(made.target, made.table, { firstFloor, after: "same ", limit: 10 })).toEqual([]);
  expect(await suspects(made.target, made.table, { firstFloor, after: "d", limit: 10 })).toEqual([]);
});

it("storedUpdatedAt knows live rows that have one, to the microsecond", async () => {
  const rows = [
    user("t1", { updatedAt: "2026-01-02T03:04:05.123456Z" }),
    user("t2", { updatedAt: null }),
    user("t3"),
    user("t4", { updatedAt: "2026-01-02T03:04:05+01:00" }),
  ];
  await writeUsers(made.target, made.table, rows, await floor(), { repair: false, volatile: [] });
  await markGone(made.target, made.table, ["t3"], await floor());
  const found = await storedUpdatedAt(made.target, made.table, ["t1", "t2", "t3", "t4", "t5", "odd\0", "\ud800"]);
  expect(found).toEqual(
    new Map([
      ["t1", "2026-01-02T03:04:05.123456Z"],
      ["t4", "2026-01-02T02:04:05.000000Z"],
    ]),
  );
});
