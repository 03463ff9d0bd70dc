import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { eraseGone, whyRefused } from "./erase";
import { markGone, type Tombstone } from "./gone";
import { holdOpen, newTable, untilBlockedBy, user } from "./testing";
import type { Floor } from "./types";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

const floor = () => takeFloor(made.target, "0");
const write = async (id: string, at?: Floor, target = made.target) =>
  writeUsers(target, made.table, [user(id)], at ?? (await floor()), { repair: true, volatile: [] });
async function mark(id: string): Promise<Tombstone> {
  let tombstone: Tombstone | undefined;
  await markGone(made.target, made.table, [id], await floor(), async ([only]) => {
    tombstone = only;
  });
  if (!tombstone) throw new Error("not marked");
  return tombstone;
}
const erase = async (tombstones: Tombstone[], at?: Floor, lockWanted = async (ids: string[]) => ids) =>
  eraseGone(made.target, made.table, tombstones, at ?? (await floor()), lockWanted);
const there = async (id: string) =>
  (await made.admin.query("select from neon_auth.users_sync where id = $1", [id])).rowCount === 1;

describe("a tombstone", () => {
  it("keeps its tick while it is confirmed, and gets another after a write in between", async () => {
    await write("tick");
    const first = await mark("tick");
    expect(first.marked).toBe(true);
    expect(await mark("tick")).toEqual({ ...first, marked: false });
    await write("tick");
    const second = await mark("tick");
    expect(second).toMatchObject({ marked: true });
    expect(BigInt(second.seq)).toBeGreaterThan(BigInt(first.seq));
    expect(await erase([first])).toEqual({ erased: [], overtaken: ["tick"], written: 0 });
    expect(await erase([second])).toEqual({ erased: ["tick"], overtaken: [], written: 1 });
  });

  it("is not left where what belongs to it could not be written down", async () => {
    await write("undone");
    const failing = markGone(made.target, made.table, ["undone"], await floor(), () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    const { rows } = await made.admin.query(
      "select deleted from rollcall.neon_auth_row_versions where user_id = 'undone'",
    );
    expect(rows).toEqual([{ deleted: false }]);
  });
});

it("I2: a read that began after the deletion and before the erasure is refused after it", async () => {
  await write("slow");
  const tombstone = await mark("slow");
  const slow = await floor();
  expect(await erase([tombstone])).toMatchObject({ erased: ["slow"] });
  expect(await write("slow", slow)).toMatchObject({ refused: ["slow"] });
  expect(await there("slow")).toBe(false);
});

it("an erasure that was asked for before a later read is refused", async () => {
  await write("early");
  const tombstone = await mark("early");
  const early = await floor();
  await mark("early");
  expect(await erase([tombstone], early)).toMatchObject({ erased: [], overtaken: ["early"] });
  expect(await there("early")).toBe(true);
});

it("floors of an earlier epoch erase nothing", async () => {
  await write("epoch");
  const tombstone = await mark("epoch");
  const old = await floor();
  await made.admin.query("checkpoint");
  expect(await erase([tombstone], old)).toMatchObject({ erased: [], overtaken: ["epoch"] });
  expect(await erase([tombstone])).toMatchObject({ erased: ["epoch"] });
});

it("a row that is written while the erasure waits for its lock is kept", async () => {
  await write("raced");
  const tombstone = await mark("raced");
  const held = await holdOpen(made.connection);
  await write("raced", await floor(), held);
  const erasing = erase([tombstone]);
  await untilBlockedBy(made.admin, held.pid);
  await held.commit();
  expect(await erasing).toEqual({ erased: [], overtaken: ["raced"], written: 0 });
  expect(await there("raced")).toBe(true);
});

it("a row that somebody made live by hand is kept, beside one that is erased", async () => {
  await write("by hand");
  await write("beside");
  const tombstones = [await mark("by hand"), await mark("beside")];
  await made.admin.query("update neon_auth.users_sync set deleted_at = null where id = 'by hand'");
  expect(await erase(tombstones)).toEqual({ erased: ["beside"], overtaken: ["by hand"], written: 1 });
  expect(await there("by hand")).toBe(true);
});

it("what is no longer wanted is kept", async () => {
  await write("wanted");
  await write("unwanted");
  const tombstones = [await mark("wanted"), await mark("unwanted")];
  const outcome = await erase(tombstones, undefined, async (ids) => ids.filter((id) => id === "wanted"));
  expect(outcome).toEqual({ erased: ["wanted"], overtaken: [], written: 1 });
  expect(await there("unwanted")).toBe(true);
});

it("a missing right is told from other errors", async () => {
  await write("forbidden");
  const tombstone = await mark("forbidden");
  const { user: role } = made.connection;
  await made.admin.query(`alter table neon_auth.users_sync owner to postgres; grant all on neon_auth.users_sync to ${role};
    revoke delete on neon_auth.users_sync from ${role}`);
  const error = await erase([tombstone]).catch((thrown: unknown) => thrown);
  expect(whyRefused(error)).toEqual({ lasting: true, reason: expect.stringContaining("lacks a right") });
  expect(whyRefused(new Error("something else"))).toBeNull();
});
