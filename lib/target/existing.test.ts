import { describe, expect, it } from "vitest";
import { create, ids, look, made, prepareUsersSync, store, table, target } from "@/test/users-sync";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { untilBlockedBy, user } from "./testing";
import { writeUsers } from "./write";

prepareUsersSync();

/** As a role that is not Rollcall's, in a schema that Rollcall can write. */
const lay = (columns: string) =>
  made.admin.query(
    `create schema neon_auth authorization ${made.connection.user}; create table neon_auth.users_sync (${columns});
     alter table neon_auth.users_sync owner to ${made.connection.user}`,
  );

const plain =
  "id text primary key, name text, email text, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz, raw_json jsonb";
const neon = `raw_json jsonb not null, id text generated always as (raw_json ->> 'id') stored primary key,
  name text generated always as (raw_json ->> 'display_name') stored, email text generated always as (raw_json ->> 'primary_email') stored,
  created_at timestamptz generated always as (to_timestamp(trunc((raw_json ->> 'signed_up_at_millis')::bigint::double precision / 1000))) stored,
  updated_at timestamptz, deleted_at timestamptz`;

describe("a table that is there already", () => {
  it.each([
    ["a missing column", plain.replace("email text, ", ""), "no column email"],
    ["an unknown column", `${plain}, note text`, "column note"],
    ["another type", plain.replace("id text", "id uuid"), "id is uuid"],
    [
      "times without a zone",
      plain.replace("created_at timestamptz", "created_at timestamp"),
      "created_at is timestamp without",
    ],
    ["a column that must not be null", plain.replace("name text", "name text not null"), "name is NOT NULL"],
    ["no primary key", plain.replace(" primary key", ""), "primary key is not id"],
    [
      "another primary key",
      plain.replace(" primary key", "").replace("email text", "email text primary key"),
      "primary key is not id",
    ],
    [
      "other generated columns",
      plain.replace("name text", "name text generated always as (raw_json ->> 'name') stored"),
      "not the ones that Neon made",
    ],
    ["another generated id", neon.replace("'id'", "'uuid'"), "not the ones that Neon made"],
  ])("is refused with the reason: %s", async (_name, columns, reason) => {
    await lay(columns);
    expect((await look()).problem).toContain(reason);
    await expect(create("int_1", true)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(reason),
    });
    expect((await made.admin.query("select to_regnamespace('rollcall') as made")).rows).toEqual([{ made: null }]);
  });

  it("is refused where it is a view, or where the role may not write it", async () => {
    await made.admin.query(
      `create schema neon_auth authorization ${made.connection.user}; create view neon_auth.users_sync as select 1 as id`,
    );
    expect((await look()).problem).toContain("not an ordinary table");
    await made.admin.query(`drop view neon_auth.users_sync; create table neon_auth.users_sync (${plain})`);
    expect((await look()).problem).toContain("GRANT SELECT, INSERT, UPDATE ON TABLE neon_auth.users_sync");
  });

  it("is taken as it is where it has the plain shape", async () => {
    await lay(plain);
    await made.admin.query(`insert into neon_auth.users_sync (id, raw_json) values ('old', '{}')`);
    expect(await look()).toEqual({ state: "plain", claimedBy: null, problem: null });
    expect(await create()).toEqual({ adopted: false });
    await store("u1");
    expect(await ids()).toEqual(["old", "u1"]);
  });
});

describe("Neon's own table with generated columns", () => {
  const stack = (id: string, more: object = {}) =>
    user(id, {
      name: "Ada",
      email: "ada@example.test",
      raw: { id, display_name: "Ada", primary_email: "ada@example.test", signed_up_at_millis: 1763813362036, ...more },
    });
  const adopted = { ...table, adopted: true };
  const write = async (rows: ReturnType<typeof user>[], repair = true) =>
    writeUsers(target, adopted, rows, await takeFloor(target, "0"), { repair, volatile: ["last_active_at_millis"] });

  it("is adopted only when that was allowed", async () => {
    await lay(neon);
    expect(await look()).toEqual({ state: "generated", claimedBy: null, problem: null });
    await expect(create("int_1", false)).rejects.toMatchObject({ code: "conflict" });
    expect(await create("int_1", true)).toEqual({ adopted: true });
    expect(await look("int_1")).toMatchObject({ state: "ours" });
    expect(await create("int_1", true)).toEqual({ adopted: true });
  });

  it("takes writes, replays and repairs as the plain one does", async () => {
    await lay(neon);
    await create("int_1", true);
    expect(await write([stack("u1"), stack("u2")])).toMatchObject({ written: 2, refused: [], unwritable: [] });
    expect((await made.admin.query("select id, name, email from neon_auth.users_sync order by id")).rows[0]).toEqual({
      id: "u1",
      name: "Ada",
      email: "ada@example.test",
    });
    const replay = [stack("u1", { last_active_at_millis: 5 }), stack("u2")];
    expect(await write(replay)).toMatchObject({ accepted: ["u1", "u2"], written: 0 });
    await made.admin.query("update neon_auth.users_sync set deleted_at = now() where id = 'u2'");
    expect(await write(replay)).toMatchObject({ written: 1 });
  });

  it("never stores a row under another id than the one it was read for", async () => {
    await lay(neon);
    await create("int_1", true);
    expect(await write([{ ...stack("u1"), id: "u2" }])).toMatchObject({ accepted: [], unwritable: [{ id: "u2" }] });
    expect(await ids()).toEqual([]);
  });

  /** An open transaction of a customer's that has inserted a row which refers to `id`. */
  const refer = async (id: string) => {
    await made.admin.query(
      "create table if not exists public.todos (user_id text references neon_auth.users_sync (id))",
    );
    const client = await made.admin.connect();
    const insert = (userId: string) => client.query("insert into public.todos values ($1)", [userId]);
    const { rows } = await client.query("select pg_backend_pid() as pid");
    await client.query("set deadlock_timeout = '1min'");
    await client.query("begin");
    await insert(id);
    return { pid: rows[0].pid, insert, commit: () => client.query("commit").then(() => client.release(true)) };
  };
  const paid = (id: string) => stack(id, { plan: "paid" });
  const plans = async () =>
    (await made.admin.query("select raw_json->>'plan' as plan from neon_auth.users_sync order by id")).rows.map(
      ({ plan }) => plan,
    );

  it("waits for a customer's open transaction that refers to a row, and is stored after it", async () => {
    await lay(neon);
    await create("int_1", true);
    await write([stack("u1")]);
    const customer = await refer("u1");
    const written = write([paid("u1")]);
    await untilBlockedBy(made.admin, customer.pid);
    await customer.commit();
    expect(await written).toMatchObject({ accepted: ["u1"], written: 1 });
  });

  it("of a transaction that stays open, only the users it refers to are put off; the others are stored", async () => {
    await lay(neon);
    await create("int_1", true);
    await write([stack("u1"), stack("u2"), stack("u3")]);
    const customer = await refer("u2");
    const outcome = await write([paid("u1"), paid("u2"), paid("u3"), paid("u4")]);
    expect(outcome).toMatchObject({ accepted: ["u1", "u3", "u4"], refused: ["u2"], written: 3 });
    await customer.commit();
    expect(await write([paid("u2")])).toMatchObject({ accepted: ["u2"], written: 1 });
    expect(await plans()).toEqual(["paid", "paid", "paid", "paid"]);
  });

  it("in a deadlock with a customer's transaction, which refers to rows in another order, the write yields and is repeated", async () => {
    await lay(neon);
    await create("int_1", true);
    await write([stack("u1"), stack("u2")]);
    const customer = await refer("u2");
    const written = write([paid("u1"), paid("u2")]);
    await untilBlockedBy(made.admin, customer.pid);
    // Now each waits for the other, until the server or the lock's time limit ends our statement: it is the one to yield.
    await customer.insert("u1");
    await customer.commit();
    expect((await written).unwritable).toEqual([]);
    expect(await write([paid("u1"), paid("u2")])).toMatchObject({ accepted: ["u1", "u2"], refused: [] });
    expect(await plans()).toEqual(["paid", "paid"]);
  });

  it("marks a user as deleted at once, whom a customer's open transaction refers to", async () => {
    await lay(neon);
    await create("int_1", true);
    await write([stack("u1")]);
    const customer = await refer("u1");
    expect(await markGone(target, adopted, ["u1"], await takeFloor(target, "0"))).toMatchObject({ written: 1 });
    await customer.commit();
  });
});
