import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { openTarget } from "./connect";
import { markGone } from "./gone";
import { releaseClaim } from "./schema";
import { holdOpen, newTable, untilBlockedBy, user } from "./testing";
import type { Floor, Target, UserRow } from "./types";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

const changes = { repair: false, volatile: [] };
const repair = { repair: true, volatile: [] };
const floor = () => takeFloor(made.target, "0");
const write = (row: UserRow, at: Floor, options = changes, target: Target = made.target) =>
  writeUsers(target, made.table, [row], at, options);
const gone = (id: string, at: Floor, target: Target = made.target) => markGone(target, made.table, [id], at);

async function stored(id: string) {
  const { rows } = await made.admin.query(
    `select name, u.deleted_at is not null as deleted, v.deleted as tombstone
     from neon_auth.users_sync u left join rollcall.neon_auth_row_versions v on v.user_id = u.id where u.id = $1`,
    [id],
  );
  return rows[0];
}

/** `first` runs and stays uncommitted; `second` begins, waits for it, and goes on once it has committed. */
async function interleave<T>(first: (target: Target) => Promise<unknown>, second: () => Promise<T>): Promise<T> {
  const held = await holdOpen(made.connection);
  await first(held);
  const running = second();
  await untilBlockedBy(made.admin, held.pid);
  await held.commit();
  return running;
}

it("of two overlapping reads with the same floor, only one is accepted", async () => {
  await write(user("same", { name: "before" }), await floor());
  const both = await floor();
  const late = await interleave(
    (held) => write(user("same", { name: "first" }), both, changes, held),
    () => write(user("same", { name: "second" }), both),
  );
  expect(late).toMatchObject({ accepted: [], refused: ["same"], written: 0 });
  expect(await stored("same")).toMatchObject({ name: "first" });
});

it("of two overlapping reads the one stored second is refused, although its floor is the higher one", async () => {
  const first = await floor();
  const second = await floor();
  await write(user("overlap", { name: "first" }), first);
  expect(await write(user("overlap", { name: "second" }), second)).toMatchObject({ refused: ["overlap"] });
  expect(await gone("overlap", second)).toMatchObject({ refused: ["overlap"] });
  expect(await stored("overlap")).toMatchObject({ name: "first", deleted: false });
});

it("an older read that waited for a newer one does not take the row backwards", async () => {
  await write(user("back", { name: "0" }), await floor());
  const older = await floor();
  const newer = await floor();
  const late = await interleave(
    (held) => write(user("back", { name: "newer" }), newer, changes, held),
    () => write(user("back", { name: "older" }), older, repair),
  );
  expect(late.refused).toEqual(["back"]);
  expect(await stored("back")).toMatchObject({ name: "newer" });
});

it("two first writes of one user with the same floor: the one that waited is refused", async () => {
  const both = await floor();
  const late = await interleave(
    (held) => write(user("new", { name: "first" }), both, changes, held),
    () => write(user("new", { name: "second" }), both),
  );
  expect(late.refused).toEqual(["new"]);
  expect(await stored("new")).toMatchObject({ name: "first" });
});

it.each(["read committed", "repeatable read"])(
  "a deletion marks the row that was inserted while it waited, where the database's default is %s",
  async (isolation) => {
    await made.admin.query(`alter role ${made.connection.user} set default_transaction_isolation = '${isolation}'`);
    const target = openTarget(made.connection);
    const id = `unseen under ${isolation}`;
    const held = await holdOpen(made.connection);
    await write(user(id), await floor(), changes, held);
    const running = gone(id, await floor(), target);
    await untilBlockedBy(made.admin, held.pid);
    await held.commit();
    expect(await running).toEqual({ accepted: [id], refused: [], written: 1 });
    expect(await stored(id)).toMatchObject({ deleted: true, tombstone: true });
    await target.end();
    await made.admin.query(`alter role ${made.connection.user} reset default_transaction_isolation`);
  },
);

it.each([
  ["as a change", changes],
  ["as a repair", repair],
])("A, B, A: the second A is stored over a B that its snapshot could not see (%s)", async (how, options) => {
  const id = `aba ${how}`;
  await write(user(id, { name: "A" }), await floor());
  const held = await holdOpen(made.connection);
  await write(user(id, { name: "B" }), await floor(), changes, held);
  const running = write(user(id, { name: "A" }), await floor(), options);
  await untilBlockedBy(made.admin, held.pid);
  await held.commit();
  expect(await running).toMatchObject({ accepted: [id], written: 1 });
  expect(await stored(id)).toMatchObject({ name: "A" });
});

it("an unchanged user moves the order, so that a slower read of an older state is refused", async () => {
  await write(user("still", { name: "A" }), await floor());
  const slow = await floor();
  expect(await write(user("still", { name: "A" }), await floor())).toMatchObject({ accepted: ["still"], written: 0 });
  expect(await write(user("still", { name: "B" }), slow)).toMatchObject({ refused: ["still"], written: 0 });
  expect(await stored("still")).toMatchObject({ name: "A" });
});

it("a read that began before a deletion does not bring the row back; one that began after it does", async () => {
  await write(user("back again"), await floor());
  const before = await floor();
  await gone("back again", await floor());
  expect(await write(user("back again"), before)).toMatchObject({ refused: ["back again"] });
  expect(await stored("back again")).toMatchObject({ deleted: true });
  expect(await write(user("back again"), await floor())).toMatchObject({ accepted: ["back again"], written: 1 });
  expect(await stored("back again")).toMatchObject({ deleted: false, tombstone: false });
});

it("a deletion of someone without a row still keeps an older read out", async () => {
  const before = await floor();
  expect(await gone("never stored", await floor())).toEqual({ accepted: ["never stored"], refused: [], written: 0 });
  expect(await write(user("never stored"), before)).toMatchObject({ refused: ["never stored"] });
  expect(await stored("never stored")).toBeUndefined();
});

it("a deletion that was found out before a newer read is refused", async () => {
  const before = await floor();
  await write(user("alive"), await floor());
  expect(await gone("alive", before)).toEqual({ accepted: [], refused: ["alive"], written: 0 });
  expect(await stored("alive")).toMatchObject({ deleted: false });
});

it("floors of an earlier epoch are refused, by writes and by deletions, and are no lost claim", async () => {
  await write(user("epoch"), await floor());
  const old = { ...(await floor()), epoch: "0/1" };
  expect(await write(user("epoch", { name: "new" }), old)).toMatchObject({ accepted: [], refused: ["epoch"] });
  expect(await gone("epoch", old)).toMatchObject({ accepted: [], refused: ["epoch"] });
  expect(await write(user("epoch", { name: "new" }), await floor())).toMatchObject({ accepted: ["epoch"] });
});

it("a table does not change hands while a write to it is under way, and takes none of the former holder's later", async () => {
  const held = await holdOpen(made.connection);
  await write(user("last"), await floor(), changes, held);
  const released = releaseClaim(made.target, made.table);
  await untilBlockedBy(made.admin, held.pid);
  const late = await floor();
  await held.commit();
  await released;
  expect(await stored("last")).toMatchObject({ deleted: false });
  await expect(write(user("too late"), late)).rejects.toMatchObject({ code: "conflict" });
  await expect(gone("last", late)).rejects.toMatchObject({ code: "conflict" });
  expect(await stored("last")).toMatchObject({ deleted: false });
});
