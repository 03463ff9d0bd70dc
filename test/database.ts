import pg from "pg";
import { inject } from "vitest";

let made = 0;
let server: string | null = null;

/** Makes this test file's databases on another server than the run's; its superuser's address, without a database name. */
export function makeDatabasesOn(address: string): void {
  server = address;
}

/** A database of the suite's own on the run's PostgreSQL. Returns its address; dropped with the server. */
export async function createDatabase(): Promise<string> {
  const address = server ?? inject("postgres");
  const name = `t${process.pid}_${Date.now()}_${made++}`;
  const admin = new pg.Client({ connectionString: `${address}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return `${address}/${name}`;
}
