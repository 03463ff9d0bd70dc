import { beforeEach, describe, expect, it } from "vitest";
import { create, made, prepareUsersSync, store, table, target } from "@/test/users-sync";
import { takeFloor } from "./clock";
import { codeOf } from "./errors";
import { type Purging, purgeRow } from "./purge";
import { user } from "./testing";
import { writeUsers } from "./write";

prepareUsersSync();

const purge = async (id: string, how: Purging, at?: Awaited<ReturnType<typeof takeFloor>>, of = table) =>
  purgeRow(target, of, id, at ?? (await takeFloor(target, "0")), how);
const row = async (id: string) =>
  (await made.admin.query("select * from neon_auth.users_sync where id = $1", [id])).rows[0];

describe("a plain table", () => {
  beforeEach(() => create());

  it("the row goes, its neighbour stays, and a read from before does not bring it back", async () => {
    await store("u1", "u2");
    const before = await takeFloor(target, "0");
    expect(await purge("u1", "delete")).toBe("purged");
    expect(await row("u1")).toBeUndefined();
    expect(await row("u2")).toBeDefined();
    const late = await writeUsers(target, table, [user("u1")], before, { repair: true, volatile: [] });
    expect(late).toMatchObject({ refused: ["u1"] });
    expect(await row("u1")).toBeUndefined();
  });

  it("a blanked row keeps its id and the keys that refer to it, and nothing of the person", async () => {
    await store("u1");
    await made.admin.query("create table public.todos (user_id text references neon_auth.users_sync)");
    await made.admin.query("insert into public.todos values ('u1')");
    expect(codeOf(await purge("u1", "delete").catch((error: unknown) => error))).toMatch(/^23/);
    expect(await row("u1")).toMatchObject({ name: "Name of u1", deleted_at: null });
    expect(await purge("u1", "blank")).toBe("purged");
    expect(await row("u1")).toMatchObject({ name: null, email: null, raw_json: { id: "u1" } });
    expect((await row("u1")).deleted_at).toBeInstanceOf(Date);
  });

  it("purging again changes nothing but is no error, and keeps the time of the deletion", async () => {
    await store("u1");
    await purge("u1", "blank");
    const before = await row("u1");
    expect(await purge("u1", "blank")).toBe("purged");
    expect(await row("u1")).toEqual(before);
    expect(await purge("u1", "delete")).toBe("purged");
    expect(await purge("u1", "delete")).toBe("absent");
  });

  it("what was read before a later write is refused", async () => {
    const before = await takeFloor(target, "0");
    await store("u1");
    expect(await purge("u1", "delete", before)).toBe("refused");
    expect(await row("u1")).toMatchObject({ name: "Name of u1", deleted_at: null });
  });

  it("another integration's table is left alone", async () => {
    await store("u1");
    const foreign = { ...table, integrationId: "int_2" };
    await expect(purge("u1", "delete", undefined, foreign)).rejects.toMatchObject({ code: "conflict" });
    expect(await row("u1")).toBeDefined();
  });

  it.each(["", "odd\0", "unknown"])("an id that no row has: %j", async (id) => {
    expect(await purge(id, "blank")).toBe("absent");
  });
});

it("of an adopted table a blanked row keeps what its generated id and created_at are made of", async () => {
  await made.admin.query(`create schema neon_auth; create table neon_auth.users_sync (raw_json jsonb not null,
    id text generated always as (raw_json ->> 'id') stored primary key,
    name text generated always as (raw_json ->> 'display_name') stored,
    email text generated always as (raw_json ->> 'primary_email') stored,
    created_at timestamptz generated always as
      (to_timestamp(trunc((raw_json ->> 'signed_up_at_millis')::bigint::double precision / 1000))) stored,
    updated_at timestamptz, deleted_at timestamptz)`);
  await made.admin.query(`alter schema neon_auth owner to ${made.connection.user};
    alter table neon_auth.users_sync owner to ${made.connection.user}`);
  expect(await create("int_1", true)).toEqual({ adopted: true });
  const raw = {
    id: "u1",
    display_name: "Ada",
    primary_email: "ada@example.test",
    signed_up_at_millis: 1_700_000_000_000,
  };
  const adopted = { ...table, adopted: true };
  const written = await writeUsers(target, adopted, [user("u1", { raw })], await takeFloor(target, "0"), {
    repair: false,
    volatile: [],
  });
  expect(written).toMatchObject({ written: 1 });
  const before = await row("u1");
  expect(before).toMatchObject({ name: "Ada" });
  expect(await purge("u1", "blank", undefined, adopted)).toBe("purged");
  expect(await row("u1")).toMatchObject({
    id: "u1",
    name: null,
    email: null,
    created_at: before.created_at,
    raw_json: { id: "u1", signed_up_at_millis: 1_700_000_000_000 },
  });
  expect(await purge("u1", "delete", undefined, adopted)).toBe("purged");
  expect(await row("u1")).toBeUndefined();
});
