import pg from "pg";

const roles = ["rollcall_console", "todos_app", "rollcall_sync"];
const owners = { rollcall: "rollcall_console", todos: "todos_app" };

/** Addresses on the built-in Postgres. Nothing but setup and a person's own psql uses the superuser's. */
export function addresses(port, secrets) {
  const address = (role, password, database) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuser: address("postgres", secrets.superuser, "postgres"),
    console: address("rollcall_console", secrets.rollcall_console, "rollcall"),
    demo: address("todos_app", secrets.todos_app, "todos"),
    target: address("rollcall_sync", secrets.rollcall_sync, "todos"),
  };
}

async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function makeRoles(client, secrets) {
  const { rows } = await client.query("select rolname from pg_roles");
  const there = new Set(rows.map((row) => row.rolname));
  for (const role of roles) {
    const verb = there.has(role) ? "alter" : "create";
    await client.query(
      `${verb} role ${role} login nosuperuser nocreatedb nocreaterole password ${client.escapeLiteral(secrets[role])}`,
    );
  }
}

async function makeDatabases(client) {
  const { rows } = await client.query("select datname from pg_database");
  const there = new Set(rows.map((row) => row.datname));
  for (const [database, owner] of Object.entries(owners)) {
    if (!there.has(database)) await client.query(`create database ${database} owner ${owner}`);
    await client.query(`revoke all on database ${database} from public`);
  }
  await client.query("revoke all on database postgres, template1 from public");
  await client.query("grant connect, create on database todos to rollcall_sync");
}

/**
 * Roles and databases of the built-in Postgres: one login role each for console, demo app and sync, none a superuser,
 * each in its own database; sync is let into the demo app's. What sync makes there it opens to the database's owner itself.
 */
export async function prepareServer(port, secrets) {
  const { superuser } = addresses(port, secrets);
  await withClient(superuser, async (client) => {
    await makeRoles(client, secrets);
    await makeDatabases(client);
  });
}
