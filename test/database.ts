import pg from "pg";
import { inject } from "vitest";

let made = 0;

/** A database of the suite's own on the run's PostgreSQL. Returns its address; dropped with the server. */
export async function createDatabase(): Promise<string> {
  const server = inject("postgres");
  const name = `t${process.pid}_${Date.now()}_${made++}`;
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return `${server}/${name}`;
}
