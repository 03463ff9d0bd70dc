import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as apply } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { Refusal } from "./say.mjs";
import { root } from "./settings.mjs";

/** Any number, the same in every start script: "roll" in ASCII. */
const lock = 0x726f6c6c;

async function connect(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port } = new URL(connectionString);
    const why = error.severity ? error.message : (error.code ?? error.message);
    throw new Refusal(`DATABASE_URL does not answer: ${hostname}:${port || 5432} said ${why}.`);
  }
  return client;
}

/**
 * Brings the console database up to date. Only one start script at a time does so: the lock belongs to a transaction
 * of a second connection, for behind a transaction pooler a session's lock would hold nothing.
 */
export async function migrate(databaseUrl) {
  const [guard, client] = [await connect(databaseUrl), await connect(databaseUrl)];
  try {
    await guard.query("begin");
    await guard.query("select pg_advisory_xact_lock($1)", [lock]);
    await apply(drizzle(client), { migrationsFolder: path.join(root, "db/migrations") });
    await guard.query("commit");
  } finally {
    await Promise.all([guard.end(), client.end()]);
  }
}
