import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { createDatabase } from "@/test/database";
import { createListener } from "./app";
import { createAuth } from "./auth";
import { readConfig } from "./config";
import { MACHINE_EMAIL, machinePassword, setUp } from "./setup";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on a free port of this machine; `port` 0 chooses. */
export async function listen(handle: Handle, port = 0) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: chosen } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: chosen, url: `http://127.0.0.1:${chosen}`, close };
}

/** The app as `npm start` runs it: its role owns its database and is no superuser. `admin` is the superuser's pool. */
export async function startTestApp() {
  const address = new URL(await createDatabase());
  const admin = new pg.Pool({ connectionString: address.href, max: 2 });
  const role = `${address.pathname.slice(1)}_app`;
  await admin.query(`create role ${role} login password 'app'`);
  await admin.query(`alter database ${address.pathname.slice(1)} owner to ${role}`);
  address.username = role;
  address.password = "app";

  const stopping = new AbortController();
  const pool = new pg.Pool({ connectionString: address.href, max: 5 });
  let listener: Handle = () => {};
  const server = await listen((request, response) => listener(request, response));
  const config = readConfig({
    DATABASE_URL: address.href,
    BETTER_AUTH_SECRET: "a secret for tests, at least 32 characters",
    BASE_URL: server.url,
  });
  const auth = createAuth(pool, config, stopping.signal);
  await setUp(pool, auth);
  listener = createListener({ pool, auth, config, ready: () => true });

  const close = async () => {
    stopping.abort();
    await server.close();
    await pool.end();
    await admin.end();
  };
  return { ...server, close, pool, admin, auth, role };
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

type Call = { method?: string; body?: object; token?: string };

/** A call to the app's auth server, as a page of the app or, with a token, as Rollcall. */
export function callAuthServer(app: TestApp, path: string, { method = "POST", body, token }: Call = {}) {
  const headers: Record<string, string> = { origin: app.url, "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  return fetch(`${app.url}/api/auth${path}`, { method, headers, body: body && JSON.stringify(body) });
}

let people = 0;

/** Signs a new person up. Returns their id and session token. */
export async function signUp(app: TestApp, name = "Nadia") {
  const body = { name, email: `person${people++}@example.com`, password: "long enough" };
  const answer = await callAuthServer(app, "/sign-up/email", { body });
  const { user } = (await answer.json()) as { user: { id: string } };
  return { id: user.id, email: body.email, token: answer.headers.get("set-auth-token") ?? "" };
}

/** Signs in with the machine account that Rollcall is given. Returns its token. */
export async function signInAsRollcall(app: TestApp): Promise<string> {
  const body = { email: MACHINE_EMAIL, password: await machinePassword(app.pool) };
  return (await callAuthServer(app, "/sign-in/email", { body })).headers.get("set-auth-token") ?? "";
}

/** The table as Rollcall makes it, empty, with what it grants to the database's owner. */
export async function createUsersSync(app: TestApp, grants = "select, references"): Promise<void> {
  await app.admin.query(`
    create schema neon_auth;
    create table neon_auth.users_sync (
      id text primary key, name text, email text, created_at timestamptz, updated_at timestamptz,
      deleted_at timestamptz, raw_json jsonb not null
    );
    grant usage on schema neon_auth to ${app.role};
    grant ${grants} on neon_auth.users_sync to ${app.role};
  `);
}

/** What a sync does for one user. */
export async function arrive(app: TestApp, id: string, name: string): Promise<void> {
  await app.admin.query("insert into neon_auth.users_sync (id, name, raw_json) values ($1, $2, '{}')", [id, name]);
}
