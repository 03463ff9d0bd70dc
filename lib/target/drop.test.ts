import { describe, expect, it } from "vitest";
import { create, ids, look, made, prepareUsersSync, store, table, target } from "@/test/users-sync";
import { dropTable, listForeignKeys, releaseClaim } from "./schema";

prepareUsersSync();

describe("dropTable", () => {
  const keys = [{ table: "public.todos", constraint: "todos owner", columns: ["user_id"], onDelete: "CASCADE" }];
  const refer = () =>
    made.admin.query(
      `create table public.todos (user_id text constraint "todos owner" references neon_auth.users_sync (id) on delete cascade);
       alter table public.todos owner to ${made.connection.user}`,
    );

  it("removes table, versions and claim, and the schema when it is empty", async () => {
    await create();
    await dropTable(target, table, { dropForeignKeys: false });
    expect(await look()).toEqual({ state: "absent", claimedBy: null, problem: null });
    const { rows } = await made.admin.query(
      "select to_regnamespace('neon_auth') as a, to_regclass('rollcall.neon_auth_row_versions') as b",
    );
    expect(rows).toEqual([{ a: null, b: null }]);
    expect(await create("int_2")).toEqual({ adopted: false });
  });

  it("keeps a schema with anything else in it", async () => {
    await create();
    await target.query("create table neon_auth.mine ()");
    await dropTable(target, table, { dropForeignKeys: false });
    expect((await made.admin.query("select to_regclass('neon_auth.mine') is not null as kept")).rows).toEqual([
      { kept: true },
    ]);
  });

  it("lists the foreign keys that point at it, and stops there unless they may go too", async () => {
    await create();
    await store("u1");
    await refer();
    expect(await listForeignKeys(target, "neon_auth")).toEqual(keys);
    await expect(dropTable(target, table, { dropForeignKeys: false })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("todos owner"),
    });
    expect(await ids()).toEqual(["u1"]);
    await dropTable(target, table, { dropForeignKeys: true });
    expect(await look()).toMatchObject({ state: "absent" });
    expect((await made.admin.query("select to_regclass('public.todos') is not null as kept")).rows).toEqual([
      { kept: true },
    ]);
  });

  it("never takes a view with it", async () => {
    await create();
    await target.query("create view neon_auth.names as select name from neon_auth.users_sync");
    await expect(dropTable(target, table, { dropForeignKeys: true })).rejects.toMatchObject({ code: "2BP01" });
    expect(await look("int_1")).toMatchObject({ state: "ours" });
  });

  it("leaves another integration's table alone", async () => {
    await create("int_2");
    await expect(dropTable(target, table, { dropForeignKeys: true })).rejects.toMatchObject({ code: "conflict" });
    await releaseClaim(target, table);
    expect(await look("int_2")).toMatchObject({ state: "ours" });
  });
});
