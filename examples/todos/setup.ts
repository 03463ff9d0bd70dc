import { randomBytes } from "node:crypto";
import { getMigrations } from "better-auth/db/migration";
import type pg from "pg";
import type { Auth } from "./auth";
import { SEED_USERS } from "./seed-users";

export const MACHINE_EMAIL = "rollcall@todos.example";

const TABLES = `
  create table if not exists app_settings (key text primary key, value text not null);
  create table if not exists todos (
    id serial primary key,
    task text not null,
    done boolean not null default false,
    user_id text not null,
    created_at timestamptz not null default now()
  );
`;

/** Makes the tables and, the first time, the demo's users and the account that Rollcall signs in with. Repeatable. */
export async function setUp(pool: pg.Pool, auth: Auth): Promise<void> {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  await pool.query(TABLES);
  await seedUsers(pool, auth);
  await ensureMachineAccount(pool, auth);
}

/** True for the one caller who may do what `key` names; undone with the client's transaction. */
export async function claimOnce(client: pg.ClientBase, key: string): Promise<boolean> {
  const claim = "insert into app_settings (key, value) values ($1, 'done') on conflict do nothing";
  return (await client.query(claim, [key])).rowCount === 1;
}

/** Runs `work` in one transaction on one connection. */
export async function inTransaction(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await work(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

const YEARS = 2 * 365 * 24 * 3_600_000;

async function seedUsers(pool: pg.Pool, auth: Auth): Promise<void> {
  const { generateId } = await auth.$context;
  const start = Date.now() - YEARS;
  const rows = SEED_USERS.map(([name, email], index) => {
    const createdAt = new Date(start + ((index + 0.5) / SEED_USERS.length) * YEARS);
    return { id: generateId({ model: "user" }), name, email, createdAt, verified: index % 7 !== 3 };
  });
  await inTransaction(pool, async (client) => {
    if (!(await claimOnce(client, "users_seeded"))) return;
    await client.query(
      `insert into "user" (id, name, email, "emailVerified", role, "createdAt", "updatedAt")
       select r.id, r.name, r.email, r.verified, 'user', r."createdAt", r."createdAt"
         from json_to_recordset($1) as r (id text, name text, email text, verified boolean, "createdAt" timestamptz)
       on conflict (email) do nothing`,
      [JSON.stringify(rows)],
    );
  });
}

/** The machine account's password, made on the first call and kept in `app_settings`. */
export async function machinePassword(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ value: string }>(
    `insert into app_settings (key, value) values ('machine_password', $1)
     on conflict (key) do update set value = app_settings.value
     returning value`,
    [randomBytes(24).toString("base64url")],
  );
  return rows[0]?.value ?? "";
}

async function ensureMachineAccount(pool: pg.Pool, auth: Auth): Promise<void> {
  const password = await machinePassword(pool);
  const { rowCount } = await pool.query(`select from "user" where email = $1`, [MACHINE_EMAIL]);
  if (rowCount !== 0) return;
  await auth.api.createUser({ body: { email: MACHINE_EMAIL, name: "Rollcall", password, role: "admin" } });
}
