import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { releaseClaim } from "./schema";
import { newTable, user } from "./testing";
import type { UserRow } from "./types";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

describe("a write", () => {
  beforeEach(() => made.admin.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions"));

  const write = async (rows: UserRow[], { repair = false, volatile = [] as string[] } = {}) =>
    writeUsers(made.target, made.table, rows, await takeFloor(made.target, "0"), { repair, volatile });
  const all = async () => (await made.admin.query("select * from neon_auth.users_sync order by id")).rows;
  /** Where the rows lie and who wrote them: changes with every write, even of equal content. */
  const places = async () =>
    (await made.admin.query("select id, ctid, xmin from neon_auth.users_sync order by id")).rows;

  it("stores every column as it was read, times to the microsecond", async () => {
    const row = user("u1", {
      createdAt: "2026-01-02T03:04:05.123456+02:00",
      raw: { id: "u1", deep: { list: [1, "é", null] } },
    });
    expect(await write([row])).toEqual({ accepted: ["u1"], written: 1, refused: [], unwritable: [] });
    const { rows } = await made.admin.query(
      `select *, (created_at at time zone 'UTC')::text as created from neon_auth.users_sync`,
    );
    expect(rows).toMatchObject([{ id: "u1", name: row.name, email: row.email, raw_json: row.raw, deleted_at: null }]);
    expect(rows[0].created).toBe("2026-01-02 01:04:05.123456");
    expect(rows[0].updated_at.toISOString()).toBe(row.updatedAt);
  });

  it("a replay writes nothing to users_sync, as a change or as a repair, whatever the order of its keys", async () => {
    await write([user("a", { raw: { id: "a", x: 1, y: { p: 1, q: 2 } } }), user("b", { updatedAt: null })]);
    const before = await places();
    const replay = [user("b", { updatedAt: null }), user("a", { raw: { y: { q: 2, p: 1 }, x: 1, id: "a" } })];
    for (const repair of [false, true]) {
      expect(await write(replay, { repair })).toMatchObject({ accepted: ["a", "b"], written: 0 });
    }
    expect(await places()).toEqual(before);
  });

  it("a repair mends rows that were edited or deleted by hand, and leaves the others alone", async () => {
    const rows = ["a", "b", "c", "d", "e"].map((id) => user(id));
    await write(rows);
    const untouched = (await places()).filter(({ id }) => id === "e");
    await made.admin.query(`update neon_auth.users_sync set name = 'by hand' where id = 'a'`);
    await made.admin.query(`delete from neon_auth.users_sync where id = 'b'`);
    await made.admin.query(`update neon_auth.users_sync set raw_json = '"text"' where id = 'c'`);
    await made.admin.query(`update neon_auth.users_sync set deleted_at = now() where id = 'd'`);
    expect(await write(rows, { volatile: ["last_seen"] })).toMatchObject({ written: 0 });
    expect(await write(rows, { repair: true, volatile: ["last_seen"] })).toMatchObject({
      written: 4,
      refused: [],
      unwritable: [],
    });
    expect((await all()).map(({ id, name, raw_json, deleted_at }) => ({ id, name, raw_json, deleted_at }))).toEqual(
      rows.map(({ id, name, raw }) => ({ id, name, raw_json: raw, deleted_at: null })),
    );
    expect((await places()).filter(({ id }) => id === "e")).toEqual(untouched);
  });

  it("volatile keys are no change by themselves, and are refreshed when something else changes", async () => {
    const volatile = ["last_seen"];
    const seen = (last_seen: number, plan = "free") => [user("v", { raw: { id: "v", last_seen, plan } })];
    await write(seen(1), { volatile });
    expect(await write(seen(2), { volatile })).toMatchObject({ accepted: ["v"], written: 0 });
    expect(await write(seen(3), { volatile, repair: true })).toMatchObject({ accepted: ["v"], written: 0 });
    expect(await write(seen(4, "paid"), { volatile })).toMatchObject({ written: 1 });
    expect((await all())[0].raw_json).toEqual({ id: "v", last_seen: 4, plan: "paid" });
  });

  it("without the provider's updated_at: null at first, the time of the change afterwards, and no part of equality", async () => {
    const row = (name: string) => [user("n", { name, updatedAt: null })];
    await write(row("A"));
    expect((await all())[0].updated_at).toBeNull();
    await write(row("B"));
    const changed = (await all())[0].updated_at;
    expect(changed).toBeInstanceOf(Date);
    expect(await write(row("B"), { repair: true })).toMatchObject({ written: 0 });
    expect((await all())[0].updated_at).toEqual(changed);
  });

  it("drops U+0000 and replaces lone surrogates in texts and keys, and a replay is still unchanged", async () => {
    const odd = JSON.parse(
      '{"id":"s","a\\u0000b":"x\\u0000y","\\ud800":"\\udfff!","ok":"\\ud83d\\ude00","__proto__":{"z":1}}',
    );
    const rows = [user("s", { name: "N\0\ud800", email: "e\0@x\udfff", raw: odd })];
    expect(await write(rows)).toMatchObject({ written: 1, unwritable: [] });
    const [stored] = await all();
    expect(stored).toMatchObject({ name: "N\ufffd", email: "e@x\ufffd" });
    expect(JSON.stringify(stored.raw_json)).toBe(
      JSON.stringify(JSON.parse('{"ab":"xy","id":"s","ok":"😀","\ufffd":"\ufffd!","__proto__":{"z":1}}')),
    );
    expect(await write(rows, { repair: true })).toMatchObject({ written: 0 });
  });

  it("an id that occurs twice in a batch counts once, and its last row wins", async () => {
    const outcome = await write([user("d", { name: "first" }), user("d", { name: "last" })]);
    expect(outcome).toMatchObject({ accepted: ["d"], written: 1, refused: [] });
    expect(await all()).toMatchObject([{ name: "last" }]);
  });

  it("ids may hold any character of a text", async () => {
    const ids = ["a'b", 'a"b', "a\\b", "a\nb", "a\tb", "é", "😀", "$1", "%", "a,b", "{x}", " ", "auth0|1", "\u2028"];
    ids.push("\u202eright to left", "مستخدم", "é".repeat(1000), "\r\n", "' or 1=1 --");
    expect((await write(ids.map((id) => user(id)))).accepted.toSorted()).toEqual(ids.toSorted());
    expect((await all()).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const floor = await takeFloor(made.target, "0");
    expect(await markGone(made.target, made.table, ids, floor)).toMatchObject({ refused: [], written: ids.length });
  });

  it("ids are never bent to fit: what PostgreSQL cannot hold is unwritable, and gone without a trace", async () => {
    const ids = ["", "a\0b", "\ud800", "x".repeat(2001)];
    const outcome = await write([...ids, "fine"].map((id) => user(id)));
    expect(outcome.unwritable.map(({ id }) => id)).toEqual(ids);
    expect(outcome.accepted).toEqual(["fine"]);
    const floor = await takeFloor(made.target, "0");
    expect(await markGone(made.target, made.table, ids, floor)).toEqual({ accepted: ids, refused: [], written: 0 });
  });

  it("line breaks in any column are stored as they are, and end no row", async () => {
    const text = "a\nb\r\nc\u2028d\u2029e\\n\x0bf\x85g";
    const row = user("n\nl", { name: text, email: text, raw: { id: "n\nl", [text]: [text] } });
    expect(await write([user("before"), row, user("z")])).toMatchObject({ written: 3 });
    expect((await all())[1]).toMatchObject({ id: "n\nl", name: text, email: text, raw_json: row.raw });
  });

  it("stores a raw_json of 5 MB among others, and more rows than one statement takes", async () => {
    const big = user("big", { raw: { id: "big", text: "x".repeat(5 * 1024 * 1024) } });
    const rows = [big, user("big2", { raw: { ...big.raw, id: "big2" } })];
    rows.push(...Array.from({ length: 1500 }, (_, i) => user(`m${i}`)));
    expect(await write(rows)).toMatchObject({ written: 1502, refused: [], unwritable: [] });
    expect(await all()).toHaveLength(1502);
  });

  it("a row that aborts its statement is found, and the others are stored", async () => {
    const rows = Array.from({ length: 20 }, (_, i) => user(`r${i}`));
    rows[3] = user("r3", { createdAt: "the day before yesterday, secret@example.test" });
    rows[17] = user("r17", { updatedAt: "999999-01-01T00:00:00Z" });
    rows[11] = user("r11", { createdAt: "2026-01-01\0" });
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) deep = { deep };
    rows[9] = user("r9", { raw: deep });
    const outcome = await write(rows);
    expect(outcome.unwritable.map(({ id }) => id).toSorted()).toEqual(["r11", "r17", "r3", "r9"]);
    expect(JSON.stringify(outcome.unwritable)).not.toContain("secret@example.test");
    expect(outcome.accepted).toHaveLength(16);
    expect(await all()).toHaveLength(16);
  });

  it("a constraint of the customer's own parks the one row that violates it", async () => {
    await made.admin.query("alter table neon_auth.users_sync add constraint short check (length(name) < 50)");
    try {
      const outcome = await write([user("ok"), user("long", { name: "x".repeat(60) })]);
      expect(outcome).toMatchObject({ accepted: ["ok"], unwritable: [{ id: "long" }] });
    } finally {
      await made.admin.query("alter table neon_auth.users_sync drop constraint short");
    }
  });

  it("an empty batch is nothing to do", async () => {
    expect(await write([])).toEqual({ accepted: [], written: 0, refused: [], unwritable: [] });
  });

  it("writes and deletions of an integration that lost its claim change nothing and say so", async () => {
    await write([user("kept")]);
    const foreign = { ...made.table, integrationId: "int_2" };
    const floor = await takeFloor(made.target, "0");
    const rows = [user("kept", { name: "foreign" })];
    const options = { repair: true, volatile: [] };
    await expect(writeUsers(made.target, foreign, rows, floor, options)).rejects.toMatchObject({ code: "conflict" });
    await expect(markGone(made.target, foreign, ["kept"], floor)).rejects.toMatchObject({ code: "conflict" });
    await releaseClaim(made.target, foreign);
    expect(await write([user("kept")])).toMatchObject({ accepted: ["kept"], written: 0 });
  });
});
