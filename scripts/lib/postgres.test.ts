import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres, stopLeftover } from "./postgres.mjs";
import { exitOf } from "./process.mjs";
import { addresses, prepareServer } from "./roles.mjs";
import { Refusal } from "./say.mjs";

const secrets = { superuser: "s", rollcall_console: "c", todos_app: "t", rollcall_sync: "y" };
let base = "";
let dir = "";

beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), "rollcall-postgres-"));
  chmodSync(base, 0o711);
  dir = path.join(base, "postgres");
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const start = (port?: number) => startPostgres({ dir, password: "s", port });

async function query(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

it("a server that was killed starts again on its port with what was committed", async () => {
  const first = await start();
  const { superuser } = addresses(first.port, secrets);
  await query(superuser, "create table kept as select 1 as n");
  const gone = exitOf(first.child);
  first.child.kill("SIGKILL");
  await gone;
  const second = await start(first.port);
  expect(await query(superuser, "select n from kept")).toEqual([{ n: 1 }]);
  await second.stop();
});

it("a server that a killed start script left behind is stopped, and its data is free again", async () => {
  const orphan = await start();
  expect(await stopLeftover(dir)).toBe(true);
  const next = await start(orphan.port);
  await next.stop();
});

it("a process that merely got the number of a former server is left alone", async () => {
  const other = path.join(base, "other");
  mkdirSync(other);
  writeFileSync(path.join(other, "postmaster.pid"), `${process.pid}\n`);
  expect(await stopLeftover(other)).toBe(false);
});

it("the server of another folder, whose number a lock names by now, is left alone", async () => {
  const server = await start();
  const copy = path.join(base, "copy");
  mkdirSync(copy);
  writeFileSync(path.join(copy, "postmaster.pid"), `${server.child.pid}\n${dir}\n`);
  expect(await stopLeftover(copy)).toBe(false);
  expect(server.child.exitCode).toBe(null);
  expect(existsSync(path.join(copy, "postmaster.pid"))).toBe(false);
  await server.stop();
});

/** Names and contents of everything under `folder` but the server's notes about itself. */
function hashOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const hash = createHash("sha256");
  for (const file of files.filter((name) => !name.startsWith("postmaster."))) {
    const place = path.join(folder, file);
    hash.update(`${file}\0`).update(statSync(place).isFile() ? readFileSync(place) : "");
  }
  return hash.digest("hex");
}

it.each<[string, (folder: string) => void, string]>([
  ["a control file that was cut off", (at) => truncateSync(path.join(at, "global/pg_control"), 100), "is damaged"],
  ["another version", (at) => writeFileSync(path.join(at, "PG_VERSION"), "9\n"), "another version of PostgreSQL"],
])("data with %s is refused in words, and nothing in it is changed", async (_name, damage, words) => {
  const copy = path.join(base, "damaged");
  rmSync(copy, { recursive: true, force: true });
  cpSync(dir, copy, { recursive: true });
  chmodSync(copy, 0o700);
  const { uid, gid } = statSync(dir);
  for (const name of ["", ...readdirSync(copy, { recursive: true, encoding: "utf8" })]) {
    chownSync(path.join(copy, name), uid, gid);
  }
  damage(copy);
  const before = hashOf(copy);
  const refused = await startPostgres({ dir: copy, password: "s" }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(String(refused)).toContain(words);
  expect(hashOf(copy)).toBe(before);
});

it.each([
  ["thesis.txt", "holds other files (thesis.txt)"],
  ["global", "PG_VERSION is missing"],
])("a folder that holds only %s is never written over", async (name, words) => {
  const foreign = path.join(base, `foreign-${name}`);
  mkdirSync(foreign);
  writeFileSync(path.join(foreign, name), "mine");
  await expect(startPostgres({ dir: foreign, password: "s" })).rejects.toThrow(words);
  expect(readdirSync(foreign)).toEqual([name]);
});

it("console, demo app and sync are no superusers, each stays in its own database, and none is handed what another makes", async () => {
  const server = await start();
  await prepareServer(server.port, secrets);
  await prepareServer(server.port, secrets);
  const at = addresses(server.port, secrets);
  for (const address of [at.console, at.demo, at.target]) {
    const rows = await query(address, "select rolsuper from pg_roles where rolname = current_user");
    expect(rows).toEqual([{ rolsuper: false }]);
  }
  for (const address of [
    at.demo.replace(/todos$/, "rollcall"),
    at.target.replace(/todos$/, "rollcall"),
    at.console.replace(/rollcall$/, "todos"),
  ]) {
    await expect(query(address, "select 1")).rejects.toThrow("permission denied for database");
  }
  await query(at.target, "create schema neon_auth");
  await query(at.target, "create table neon_auth.users_sync (id text primary key)");
  await expect(query(at.demo, "select from neon_auth.users_sync")).rejects.toThrow("permission denied");
  await server.stop();
});
