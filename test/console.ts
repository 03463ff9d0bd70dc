import path from "node:path";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { openDatabase, setDatabase } from "@/db/client";
import { createDatabase } from "./database";

/** A migrated console database of the suite's own. `db()` and `pool()` mean it from now on. */
export async function createConsole(): Promise<string> {
  const url = await createDatabase();
  const database = openDatabase(url);
  await migrate(database.db, { migrationsFolder: path.resolve(import.meta.dirname, "../db/migrations") });
  setDatabase(database);
  return url;
}
