import { usersSync } from "drizzle-orm/neon";
import { drizzle } from "drizzle-orm/node-postgres";
import { describe, expect, it } from "vitest";
import { create, ids, look, made, prepareUsersSync, store, table, target } from "@/test/users-sync";
import { ddl, releaseClaim } from "./schema";

prepareUsersSync();

describe("createTable", () => {
  it("makes exactly seven plain columns, one index, and nothing else in the customer's schema", async () => {
    expect(await look()).toEqual({ state: "absent", claimedBy: null, problem: null });
    expect(await create()).toEqual({ adopted: false });
    const { rows: columns } = await made.admin.query(
      `select column_name, data_type, is_nullable, is_generated from information_schema.columns
       where table_schema = 'neon_auth' order by ordinal_position`,
    );
    expect(columns.map((column) => Object.values(column).join(" "))).toEqual([
      "id text NO NEVER",
      "name text YES NEVER",
      "email text YES NEVER",
      "created_at timestamp with time zone YES NEVER",
      "updated_at timestamp with time zone YES NEVER",
      "deleted_at timestamp with time zone YES NEVER",
      "raw_json jsonb NO NEVER",
    ]);
    const { rows } = await made.admin.query(
      "select relname from pg_class where relnamespace = 'neon_auth'::regnamespace order by relname",
    );
    expect(rows.map(({ relname }) => relname)).toEqual(["users_sync", "users_sync_deleted_at_idx", "users_sync_pkey"]);
    expect(await look("int_1")).toEqual({ state: "ours", claimedBy: "int_1", problem: null });
  });

  it("runs the very text that people are shown", async () => {
    const before =
      "select relnamespace::regnamespace::text || '.' || relname as name from pg_class where relnamespace::regnamespace::text in ('neon_auth', 'rollcall') order by 1";
    await create();
    const created = (await made.admin.query(before)).rows;
    await made.admin.query("drop schema neon_auth cascade; drop schema rollcall cascade");
    await target.query(ddl("neon_auth"));
    expect((await made.admin.query(before)).rows).toEqual(created);
  });

  it("is idempotent and keeps rows, also over a disconnect", async () => {
    await create();
    await store("u1");
    await create();
    await releaseClaim(target, table);
    expect(await look()).toEqual({ state: "plain", claimedBy: null, problem: null });
    expect(await create("int_2")).toEqual({ adopted: false });
    expect(await ids()).toEqual(["u1"]);
    expect(await look("int_2")).toMatchObject({ state: "ours" });
  });

  it("fills a table again that was dropped by hand, and mends rows that were edited while nobody held it", async () => {
    await create();
    await store("u1");
    await made.admin.query("drop table neon_auth.users_sync");
    await create();
    expect(await store("u1")).toMatchObject({ written: 1 });
    await releaseClaim(target, table);
    await made.admin.query("update neon_auth.users_sync set name = 'by hand'");
    await create();
    expect(await store("u1")).toMatchObject({ written: 1 });
    expect((await made.admin.query("select name from neon_auth.users_sync")).rows).toEqual([{ name: "Name of u1" }]);
  });

  it("of two integrations that connect at once, exactly one gets the table", async () => {
    const results = await Promise.allSettled([create("int_1"), create("int_2"), create("int_1"), create("int_2")]);
    const refused = results.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(2);
    for (const result of refused) expect(result).toMatchObject({ reason: { code: "conflict" } });
    expect((await made.admin.query("select * from rollcall.claims")).rowCount).toBe(1);
  });

  it("refuses a table that another integration holds", async () => {
    await create("int_1");
    expect(await look("int_2")).toMatchObject({
      claimedBy: "int_1",
      problem: expect.stringContaining("another integration"),
    });
    await expect(create("int_2")).rejects.toMatchObject({ code: "conflict" });
  });

  it("grants nothing to PUBLIC; the database's owner may join it and refer to it, but not see the bookkeeping", async () => {
    const { database } = made.connection;
    const landlord = `landlord_of_${database}`;
    await made.admin.query(
      `create role ${landlord}; grant create on schema public to ${landlord}; alter database ${database} owner to ${landlord}`,
    );
    await made.admin.query(`grant create on database ${database} to ${made.connection.user}`);
    await create();
    await store("u1");
    const acl = await made.admin.query(
      `select count(*)::int as public from pg_class, aclexplode(relacl) a where a.grantee = 0
       and relnamespace::regnamespace::text in ('neon_auth', 'rollcall')`,
    );
    expect(acl.rows).toEqual([{ public: 0 }]);
    const client = await made.admin.connect();
    await client.query(`set role ${landlord}`);
    await client.query("create table public.todos (id int, user_id text references neon_auth.users_sync (id))");
    await client.query("insert into public.todos values (1, 'u1')");
    expect(
      (await client.query("select u.id from public.todos t join neon_auth.users_sync u on u.id = t.user_id")).rowCount,
    ).toBe(1);
    await expect(
      client.query("insert into neon_auth.users_sync (id, raw_json) values ('x', '{}')"),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(client.query("select * from rollcall.claims")).rejects.toMatchObject({ code: "42501" });
    client.release(true);
    await made.admin.query(
      `alter database ${database} owner to postgres; drop table public.todos; drop owned by ${landlord}`,
    );
  });

  it("is what drizzle-orm/neon's usersSync reads", async () => {
    await create();
    await store("u1");
    const rows = await drizzle({ client: made.admin }).select().from(usersSync);
    expect(rows).toMatchObject([{ id: "u1", name: "Name of u1", rawJson: { id: "u1" }, deletedAt: null }]);
  });
});
