import type { Queryable, Table, UserFacts } from "./types";
import { indexedFacts } from "./users-list-filter";

/** Fewer rows are sorted and searched quickly as they are; far more would be indexed for minutes. */
const rowsWorthIt = { from: 20_000, to: 5_000_000 };

type Facts = { rows: number; owned: boolean; trigrams: string | null; broken: string[]; sound: number };

const factsSql = (table: string) => `
select greatest(c.reltuples, 0)::float8 as rows, pg_has_role(c.relowner, 'usage') as owned,
  (select quote_ident(n.nspname) from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace
   where o.opcname = 'gin_trgm_ops' limit 1) as trigrams,
  array(select i.indexrelid::regclass::text from pg_index i where i.indrelid = c.oid and not i.indisvalid) as broken,
  (select count(*)::int from pg_index i where i.indrelid = c.oid and i.indisvalid) as sound
from pg_class c where c.oid = '${table}'::regclass`;

const createIndex = (of: string) => `create index concurrently if not exists users_sync_${of}_idx`;

/** The orders in which people read the list. */
const sorted = (table: string) =>
  ["created_at", "updated_at", "name", "email"].map((column) => `${createIndex(column)} on ${table} (${column}, id)`);

/** The substrings that they search for. */
const searched = (table: string, trigrams: string) =>
  Object.entries({ search: ["name", "email"], id_search: ["id"] }).map(([name, columns]) => {
    const keys = columns.map((column) => `${column} ${trigrams}.gin_trgm_ops`).join(", ");
    return `${createIndex(name)} on ${table} using gin (${keys})`;
  });

/** What tells a few users from all the others. Without it PostgreSQL cannot know how few they are, and reads everybody. */
const filtered = (table: string, facts: UserFacts) =>
  Object.entries(indexedFacts(facts))
    .filter(([name]) => name in facts)
    .map(([name, expression]) => `${createIndex(name)} on ${table} ((${expression}), created_at, id)`);

/**
 * Indexes that keep the users list quick in a big table: after the backfill, because rows are loaded faster without.
 * Does nothing where the table is small, huge or another role's. Without the extension pg_trgm, searching stays slow.
 * https://www.postgresql.org/docs/current/pgtrgm.html
 */
export async function ensureIndexes(db: Queryable, { schema }: Table, facts: UserFacts): Promise<void> {
  const table = `${schema}.users_sync`;
  await db.query(`analyze ${table}`);
  const [before] = (await db.query<Facts>(factsSql(table))).rows;
  if (!before?.owned || before.rows < rowsWorthIt.from || before.rows > rowsWorthIt.to) return;
  const trigrams = before.trigrams ?? (await addTrigrams(db, table));
  // One that was cut short while it was built.
  for (const name of before.broken) await db.query(`drop index concurrently if exists ${name}`);
  const wanted = [...sorted(table), ...(trigrams ? searched(table, trigrams) : []), ...filtered(table, facts)];
  for (const sql of wanted) await db.query(sql);
  const [after] = (await db.query<Facts>(factsSql(table))).rows;
  // Of a new one's expressions nothing is known before. Every full compare comes by here, and most of them make none.
  if (after && after.sound > before.sound) await db.query(`analyze ${table}`);
}

/** A trusted extension: whoever may create in the database may add it. Null where that is not so, or it is not there. */
async function addTrigrams(db: Queryable, table: string): Promise<string | null> {
  await db.query("create extension if not exists pg_trgm").catch(() => {});
  return (await db.query<Facts>(factsSql(table))).rows[0]?.trigrams ?? null;
}
