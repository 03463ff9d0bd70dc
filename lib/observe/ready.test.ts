import { migrate } from "drizzle-orm/node-postgres/migrator";
import { afterEach, beforeAll, expect, it } from "vitest";
import { db, openDatabase, setDatabase } from "@/db/client";
import { createDatabase } from "@/test/database";
import { readiness } from "./ready";

const shared = globalThis as typeof globalThis & { rollcallExecutor?: Promise<unknown> };

beforeAll(async () => {
  setDatabase(openDatabase(await createDatabase()));
});
afterEach(() => {
  shared.rollcallExecutor = undefined;
});

it("not ready before the database is migrated and the engine runs, and it says which part is missing", async () => {
  expect(await readiness()).toEqual({
    ready: false,
    parts: { database: "ok", migrations: "unavailable", engine: "does not run in this process" },
  });
  await migrate(db(), { migrationsFolder: "db/migrations" });
  shared.rollcallExecutor = Promise.resolve({});
  expect(await readiness()).toEqual({ ready: true, parts: { database: "ok", migrations: "ok", engine: "ok" } });
});

it("not ready with a database that is older than the code", async () => {
  shared.rollcallExecutor = Promise.resolve({});
  await db().execute(
    "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
  );
  expect(await readiness()).toMatchObject({
    ready: false,
    parts: { migrations: "older than this version of Rollcall" },
  });
});

it("not ready without a database, and no address or password is told", async () => {
  setDatabase(openDatabase("postgres://someone:hunter2@127.0.0.1:1/none"));
  const answer = await readiness();
  expect(answer).toMatchObject({ ready: false, parts: { database: "unavailable", migrations: "unavailable" } });
  expect(JSON.stringify(answer)).not.toMatch(/hunter2|127\.0\.0\.1/);
});
