import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";

const newest = Math.max(...journal.entries.map(({ when }) => when));

/** Throws where the console database does not answer. */
export const askDatabase = () => db().execute(sql`select 1`);

/** Whether the console database is at least as new as this code. Throws where it does not answer or was never migrated. */
export async function isMigrated(): Promise<boolean> {
  const { rows } = await db().execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.newest ?? 0) >= newest;
}
