import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "./setup";
import { arrive, createUsersSync, signUp, startTestApp, type TestApp } from "./test-app";
import { insertTodo } from "./todos";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const count = async (table: string) => (await app.pool.query(`select from ${table}`)).rowCount;

function post(path: string, fields: Record<string, string>, headers: Record<string, string>) {
  return fetch(`${app.url}${path}`, { method: "POST", headers, body: new URLSearchParams(fields), redirect: "manual" });
}

/** `fetch` chooses the Host header itself. */
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const call = request(`${app.url}${path}`, { headers }, (response) => {
      let text = "";
      response
        .on("data", (chunk) => (text += chunk))
        .on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on("error", reject).end();
  });

test("a form from another origin, or without one, changes nothing", async () => {
  const person = await signUp(app);
  const before = await count(`"user"`);
  const newcomer = { name: "Eve", email: "eve@example.com", password: "long enough" };
  for (const origin of [{ origin: "https://evil.example" }, { origin: "null" }, {}]) {
    const headers = { ...origin, authorization: `Bearer ${person.token}` } as Record<string, string>;
    expect((await post("/sign-up", newcomer, headers)).status).toBe(403);
    expect((await post("/todos", { task: "forged" }, headers)).status).toBe(403);
    expect((await post("/account/delete", {}, headers)).status).toBe(403);
  }
  expect(await count(`"user"`)).toBe(before);
  expect(await count("todos")).toBe(0);
});

test("a person signs up by the form, writes a todo, and only they may delete it", async () => {
  const origin = { origin: app.url };
  const newcomer = { name: "Ada", email: "ada@example.com", password: "long enough" };
  const cookie = (await post("/sign-up", newcomer, origin)).headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  await post("/todos", { task: "<script>alert(1)</script>" }, { ...origin, cookie });
  const home = await get("/", { cookie });
  expect(home.text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(home.text).not.toContain("<script>alert");
  const id = String((await app.pool.query("select id from todos")).rows[0].id);
  const other = await signUp(app);
  await post("/todos/delete", { id }, { ...origin, authorization: `Bearer ${other.token}` });
  expect(await count("todos")).toBe(1);
  await post("/todos/delete", { id }, { ...origin, cookie });
  expect(await count("todos")).toBe(0);
});

test("the machine account's password is shown to this machine only", async () => {
  const { port } = app;
  expect((await get("/connect", { host: `localhost:${port}` })).text).toContain('id="password"');
  const refused: Record<string, string>[] = [
    { host: "todos.example" },
    { host: `localhost.todos.example:${port}` },
    { host: `localhost:${port}`, "x-forwarded-for": "203.0.113.7" },
  ];
  for (const headers of refused) {
    const { status, text } = await get("/connect", headers);
    expect(status).toBe(403);
    expect(text).not.toContain('id="password"');
  }
});

test("a second start adds no users and keeps the machine account's password", async () => {
  const before = await app.pool.query(`select id from "user" order by id`);
  const password = await app.pool.query("select value from app_settings where key = 'machine_password'");
  await setUp(app.pool, app.auth);
  expect((await app.pool.query(`select id from "user" order by id`)).rows).toEqual(before.rows);
  expect((await app.pool.query("select value from app_settings where key = 'machine_password'")).rows).toEqual(
    password.rows,
  );
});

test("the page says that users_sync is missing, then names authors and says who is deleted", async () => {
  expect((await get("/")).text).toContain("There is no <code>users_sync</code> table");
  await createUsersSync(app);
  await arrive(app, "u1", "نور");
  await arrive(app, "u2", "Gone Person");
  await get("/");
  await insertTodo(app.pool, "u1", "sweep");
  await insertTodo(app.pool, "u2", "mop");
  await app.admin.query("update neon_auth.users_sync set deleted_at = now() where id = 'u2'");
  const { text } = await get("/");
  expect(text).toContain("<bdi>نور</bdi>");
  expect(text).toContain("deleted user");
  expect(text).not.toContain("Gone Person");
});
