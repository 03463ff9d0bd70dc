import { openTarget } from "./connect";
import type { Connection, Queryable, RowCounts, SchemaName, TableIndex, TableSize, Target } from "./types";
import { countUsers } from "./users-list";

/** Below this many bytes of rows a count is over in a moment. */
const cheapBytes = 256 * 1024 * 1024;

/** The quickest of a few questions over a connection that is open already, in milliseconds. */
export async function roundTrip(target: Target): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 4; n++) {
    const began = performance.now();
    await target.query("select 1");
    times.push(performance.now() - began);
  }
  return Math.min(...times.slice(1));
}

/**
 * Whether a pooler that lends server connections stands in between: then a new connection of ours meets a server process
 * that is older than itself. One that keeps a server connection per client looks direct, and works like it.
 */
export async function isPooled(target: Target, connection: Connection): Promise<boolean> {
  const [now] = (await target.query<{ at: string }>("select clock_timestamp()::text as at")).rows;
  const another = openTarget(connection, { maxConnections: 1 });
  try {
    const older = "select backend_start < $1::timestamptz as older from pg_stat_activity where pid = pg_backend_pid()";
    return (await another.query<{ older: boolean }>(older, [now?.at])).rows[0]?.older ?? false;
  } finally {
    await another.end();
  }
}

type Estimate = { bytes: number; rows: number | null; deleted: number | null };

const estimateSql = `
select pg_relation_size(c.oid)::float8 as bytes, nullif(c.reltuples, -1)::float8 as rows,
  (select 1 - s.null_frac from pg_stats s
   where s.schemaname = $1 and s.tablename = 'users_sync' and s.attname = 'deleted_at')::float8 as deleted
from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = 'users_sync'`;

/** Exact where that is cheap; the rows of a big table are as many as the server thinks. */
export async function countRows(db: Queryable, schema: SchemaName, cheap = cheapBytes): Promise<RowCounts> {
  const [estimate] = (await db.query<Estimate>(estimateSql, [schema])).rows;
  if (!estimate || estimate.bytes <= cheap) return { ...(await countUsers(db, { schema })), exact: true };
  const { rows, deleted: share } = estimate;
  if (rows === null || share === null) return { live: null, deleted: null, exact: false };
  const deleted = Math.round(rows * share);
  return { live: rows - deleted, deleted, exact: false };
}

const indexesSql = `
select i.relname as name, pg_get_indexdef(i.oid) as definition, pg_relation_size(i.oid)::float8 as bytes,
  x.indisvalid as valid
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
  join pg_namespace n on n.oid = t.relnamespace
where n.nspname = $1 and t.relname = 'users_sync' order by x.indisprimary desc, i.relname`;

/** The primary key first. */
export const listIndexes = async (db: Queryable, schema: SchemaName): Promise<TableIndex[]> =>
  (await db.query<TableIndex>(indexesSql, [schema])).rows;

const sizeSql = `
select pg_total_relation_size(c.oid)::float8 as total, pg_indexes_size(c.oid)::float8 as indexes
from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = 'users_sync'`;

export const readSize = async (db: Queryable, schema: SchemaName): Promise<TableSize> =>
  (await db.query<TableSize>(sizeSql, [schema])).rows[0] ?? { total: 0, indexes: 0 };
