import type { SchemaName, Table } from "./types";

/**
 * A fresh tick, or no row: where the clock's epoch is over, the table is not ours, or policies hide rows of it, which
 * could then not be marked. The claim's row stays locked until the write commits, so that a table cannot change hands
 * under a write that is still waiting for a lock.
 * Parameters: floor $2, epoch $3, schema $4, integration $5.
 */
const tick = `claim as materialized (
  select from rollcall.claims where schema_name = $4 and integration_id = $5
    and not row_security_active($4 || '.users_sync') for key share
), tick as materialized (
  select nextval('rollcall.clock') as seq from claim cross join pg_control_checkpoint() where checkpoint_lsn::text = $3
)`;

const stored = ["name", "email", "created_at", "updated_at", "deleted_at", "raw_json"];
/** Of a former Neon table only these are plain; the others are derived from raw_json. */
const storedAdopted = ["updated_at", "deleted_at", "raw_json"];

/** The columns that Rollcall writes, besides the id. */
export const columnsOf = ({ adopted }: Pick<Table, "adopted">): string[] => (adopted ? storedAdopted : stored);

/** The rows of $1, NDJSON as `toLine` makes it; of an id that occurs twice, one. */
export const inputSql = `
  select distinct on (id) * from (
    select j->>'id' as id, j->>'name' as name, j->>'email' as email, (j->>'created_at')::timestamptz as created_at,
           (j->>'updated_at')::timestamptz as updated_at, j->'raw_json' as raw_json, decode(j->>'hash', 'hex') as hash
    from (select line::jsonb as j from string_to_table($1::text, E'\\n') as line offset 0) parsed) rows
  order by id`;

/**
 * What of a column is compared, of a stored row (`mine`) and of one as it was read. Without the volatile keys, which are no
 * change worth writing; a raw_json edited into a non-object compares whole. A provider without updated_at sends null:
 * then the column is Rollcall's own, and no part of equality.
 */
export function sidesOf(column: string, mine: string, theirs: string, volatile: string): [string, string] {
  const steady = (raw: string) =>
    `case when jsonb_typeof(${raw}) = 'object' then ${raw} - ${volatile}::text[] else ${raw} end`;
  if (column === "raw_json") return [steady(`${mine}.raw_json`), steady(`${theirs}.raw_json`)];
  if (column === "updated_at") return [`${mine}.updated_at`, `coalesce(${theirs}.updated_at, ${mine}.updated_at)`];
  return [`${mine}.${column}`, `${theirs}.${column}`];
}

function differs(columns: string[], mine: string, theirs: string): string {
  const sides = columns.map((column) => sidesOf(column, mine, theirs, "$6"));
  return `(${sides.map(([left]) => left).join(", ")}) is distinct from (${sides.map(([, right]) => right).join(", ")})`;
}

const repairJoin = (users: string, columns: string[]) =>
  `left join ${users} old on old.id = i.id where g.changed or old.id is null or old.deleted_at is not null or ${differs(
    columns.filter((column) => column !== "deleted_at"),
    "old",
    "i",
  )}`;

/**
 * Stores live users: one statement, $1 NDJSON. The guard decides by the row lock on row_versions, which READ COMMITTED
 * re-evaluates on the newest version; a join before the upsert would see an old snapshot. Unchanged users move `seq` too.
 * With `repair`, rows that somebody edited or removed by hand are compared and mended.
 * Returns the accepted ids, and whether users_sync was written.
 */
export function writeSql({ schema, adopted }: Pick<Table, "schema" | "adopted">, repair: boolean): string {
  const users = `${schema}.users_sync`;
  const columns = columnsOf({ adopted });
  const inserted = adopted ? columns : ["id", ...columns];
  const values = inserted.map((column) => (column === "deleted_at" ? "null" : `i.${column}`));
  const updates = columns.map((column) =>
    column === "updated_at" ? "updated_at = coalesce(excluded.updated_at, now())" : `${column} = excluded.${column}`,
  );
  return `
with input as materialized (${inputSql}
), ${tick}, guard as (
  insert into rollcall.${schema}_row_versions as v (user_id, seq, hash, hash_seq)
  select id, tick.seq, hash, tick.seq from input cross join tick order by id
  on conflict (user_id) do update
    set seq = excluded.seq, hash = excluded.hash, deleted = false,
        hash_seq = case when v.hash is distinct from excluded.hash then excluded.seq else v.hash_seq end
    where v.seq < $2::bigint
  returning user_id, hash_seq = seq as changed
), written as (
  insert into ${users} as u (${inserted.join(", ")})
  select ${values.join(", ")}
  from guard g join input i on i.id = g.user_id ${repair ? repairJoin(users, columns) : "where g.changed"}
  on conflict (id) do update set ${updates.join(", ")}
    where ${differs(columns, "u", "excluded")}
  returning id
)
select g.user_id as id, w.id is not null as written from guard g left join written w on w.id = g.user_id`;
}

/**
 * Leaves tombstones, $1 a JSON array of ids. Returns the accepted ids, each with the tick since which the user has been
 * gone: confirming a tombstone moves `seq`, but only a write in between moves that tick. users_sync is marked by the
 * next statement.
 */
export const tombstoneSql = (schema: SchemaName): string => `
with ${tick}
insert into rollcall.${schema}_row_versions as v (user_id, seq, hash, hash_seq, deleted)
select id, tick.seq, null, tick.seq, true
from (select distinct value as id from json_array_elements_text($1::json) order by value) ids cross join tick
order by id
on conflict (user_id) do update
  set seq = excluded.seq, hash = null, deleted = true,
      hash_seq = case when v.deleted then coalesce(v.hash_seq, v.seq) else excluded.seq end
  where v.seq < $2::bigint
returning user_id as id, hash_seq::text as seq`;

/** Marks the accepted ids, $1 a JSON array. Returns those whose row was live until now. */
export const markSql = (schema: SchemaName): string => `
update ${schema}.users_sync set deleted_at = now()
where id in (select json_array_elements_text($1::json)) and deleted_at is null
returning id`;

/**
 * Confirms tombstones before their rows are erased, $1 a JSON array of {id, seq}. Returns the ids whose tombstone is still
 * the one of that tick; the row locks keep it so until the commit. A row that somebody made live by hand is left out.
 */
export const confirmTombstoneSql = (schema: SchemaName): string => `
with ${tick}
update rollcall.${schema}_row_versions v set seq = tick.seq
from json_to_recordset($1::json) as due(id text, seq bigint), tick
where v.user_id = due.id and v.deleted and v.hash_seq = due.seq and v.seq < $2::bigint
  and not exists (select from ${schema}.users_sync u where u.id = due.id and u.deleted_at is null)
returning v.user_id as id`;

/** Erases the rows of the confirmed ids, $1 a JSON array, by a statement of its own: its snapshot is newer than their locks. */
export const eraseSql = (schema: SchemaName): string => `
delete from ${schema}.users_sync
where id in (select json_array_elements_text($1::json)) and deleted_at is not null`;
