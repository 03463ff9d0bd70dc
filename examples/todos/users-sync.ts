import type pg from "pg";
import { log } from "./log";

/** The schemas that Rollcall can be told to use. */
const SCHEMAS = ["neon_auth", "seren_auth", "neon_identity"];

/** What there is of `users_sync`; `table` is its quoted name. Only `ready` has the foreign key. */
export type UsersSync =
  | { state: "absent" }
  | { state: "unreadable" | "unreferenced" | "ready"; table: string; schema: string };

type Found = { schema: string; readable: boolean; referable: boolean; validated: boolean | null };

async function find(pool: pg.Pool): Promise<Found | undefined> {
  const { rows } = await pool.query<Found>(
    `select n.nspname as schema,
            has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable,
            has_table_privilege(c.oid, 'references') as referable,
            k.convalidated as validated
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       left join pg_constraint k
         on k.conrelid = 'todos'::regclass and k.conname = 'todos_user_id_fkey' and k.confrelid = c.oid
      where c.relname = 'users_sync' and c.relkind in ('r', 'p') and n.nspname = any($1::text[])
      order by array_position($1::text[], n.nspname::text)
      limit 1`,
    [SCHEMAS],
  );
  return rows[0];
}

/**
 * Looks for the table that Rollcall keeps, and ties `todos.user_id` to it once it is there. Cheap when nothing is left to
 * do, so it runs on every page: Rollcall may be connected, or disconnected with its table dropped, at any time.
 */
export async function prepareUsersSync(pool: pg.Pool): Promise<UsersSync> {
  const found = await find(pool);
  if (!found) return { state: "absent" };
  const there = { schema: found.schema, table: `"${found.schema}".users_sync` };
  if (!found.readable) return { state: "unreadable", ...there };
  if (found.validated) return { state: "ready", ...there };
  if (found.validated === null && !found.referable) return { state: "unreferenced", ...there };
  try {
    if (found.validated === null) await addForeignKey(pool, there.table);
    await validateForeignKey(pool, there.table);
    return { state: "ready", ...there };
  } catch (error) {
    log("the foreign key to users_sync is not complete yet:", error);
    return { state: "unreferenced", ...there };
  }
}

/** NOT VALID: new rows are checked at once, older ones later, so users_sync is locked only for a moment. */
async function addForeignKey(pool: pg.Pool, table: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("set local lock_timeout = '2s'");
    await client.query(
      `alter table todos drop constraint if exists todos_user_id_fkey,
         add constraint todos_user_id_fkey foreign key (user_id) references ${table} (id) on delete cascade not valid`,
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Todos whose author has an account but no row yet stay and are checked again; those without either have no owner. */
async function validateForeignKey(pool: pg.Pool, table: string): Promise<void> {
  await pool.query(
    `delete from todos t
      where not exists (select from ${table} u where u.id = t.user_id)
        and not exists (select from "user" a where a.id = t.user_id)`,
  );
  await pool.query("alter table todos validate constraint todos_user_id_fkey");
}
