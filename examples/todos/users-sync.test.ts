import { afterEach, beforeEach, expect, test } from "vitest";
import { seedTodos } from "./seed-todos";
import { arrive, createUsersSync, startTestApp, type TestApp } from "./test-app";
import { AuthorNotSynced, insertTodo, listTodos } from "./todos";
import { prepareUsersSync } from "./users-sync";

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

const state = async () => (await prepareUsersSync(app.pool)).state;
const authors = async () => {
  const todos = await listTodos(app.pool, await prepareUsersSync(app.pool));
  return Object.fromEntries(todos.map(({ task, author }) => [task, author]));
};
async function addUser(name: string): Promise<string> {
  const { rows } = await app.pool.query<{ id: string }>(`select id from "user" where name = $1`, [name]);
  return rows[0]?.id ?? "";
}

test("the foreign key appears with users_sync, goes with it, and comes back", async () => {
  expect(await state()).toBe("absent");
  await createUsersSync(app);
  expect(await state()).toBe("ready");
  await expect(app.pool.query("insert into todos (task, user_id) values ('x', 'nobody')")).rejects.toThrow(
    "todos_user_id_fkey",
  );
  await app.admin.query("drop schema neon_auth cascade");
  expect(await state()).toBe("absent");
  await app.pool.query("insert into todos (task, user_id) values ('x', 'nobody')");
  await createUsersSync(app);
  expect(await state()).toBe("ready");
});

test("without REFERENCES the names are joined all the same; the key follows the grant", async () => {
  await createUsersSync(app, "select");
  await arrive(app, "u1", "Noor");
  await insertTodo(app.pool, "u1", "sweep");
  expect(await state()).toBe("unreferenced");
  expect(await authors()).toEqual({ sweep: "Noor" });
  await app.admin.query(`grant references on neon_auth.users_sync to ${app.role}`);
  expect(await state()).toBe("ready");
});

test("a table that may not be read breaks no page", async () => {
  await createUsersSync(app, "references");
  await insertTodo(app.pool, "u1", "sweep");
  expect(await state()).toBe("unreadable");
  expect(await authors()).toEqual({ sweep: null });
});

test("todos from before the connection wait for their author's row; those without any account are removed", async () => {
  const maren = await addUser("Maren Holt");
  await insertTodo(app.pool, maren, "kept");
  await insertTodo(app.pool, "no such account", "orphan");
  await createUsersSync(app);
  expect(await state()).toBe("unreferenced");
  expect(await authors()).toEqual({ kept: null });
  await arrive(app, maren, "Maren Holt");
  expect(await state()).toBe("ready");
  expect(await authors()).toEqual({ kept: "Maren Holt" });
});

test("a deleted author's todo stays, without a name", async () => {
  await createUsersSync(app);
  await arrive(app, "u1", "Noor");
  await state();
  await insertTodo(app.pool, "u1", "sweep");
  await app.admin.query("update neon_auth.users_sync set deleted_at = now()");
  expect(await authors()).toEqual({ sweep: null });
});

test("a todo whose author's row has not arrived is inserted as soon as it has", async () => {
  await createUsersSync(app);
  await state();
  const inserted = insertTodo(app.pool, "late", "sweep");
  await arrive(app, "late", "Lately");
  await inserted;
  expect(await authors()).toEqual({ sweep: "Lately" });
});

test("a todo whose author's row never arrives is refused by name, after the tries", async () => {
  await createUsersSync(app);
  await state();
  await expect(insertTodo(app.pool, "never", "sweep", [1, 1])).rejects.toBeInstanceOf(AuthorNotSynced);
  expect(await authors()).toEqual({});
});

test("the demo's todos are written once, when their authors' rows are there", async () => {
  await createUsersSync(app);
  await seedTodos(app.pool, await prepareUsersSync(app.pool));
  expect(Object.keys(await authors())).toHaveLength(0);
  await app.admin.query(`insert into neon_auth.users_sync (id, name, raw_json) select id, name, '{}' from "user"`);
  for (const _ of [1, 2]) await seedTodos(app.pool, await prepareUsersSync(app.pool));
  expect(Object.values(await authors())).toHaveLength(5);
  expect(Object.values(await authors())).not.toContain(null);
});
