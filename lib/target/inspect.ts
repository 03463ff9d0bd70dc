import { readClaim } from "./claims";
import type { Queryable, SchemaName } from "./types";

export type TableState = "absent" | "ours" | "plain" | "generated";
export type Inspection = { state: TableState; claimedBy: string | null; problem: string | null };
type Shape = "absent" | "plain" | "generated";

type Column = { name: string; type: string; required: boolean; generated: string | null; primary_key: boolean };
type Relation = { kind: string; writable: boolean; role: string };

const expected: Record<string, string> = {
  id: "text",
  name: "text",
  email: "text",
  created_at: "timestamp with time zone",
  updated_at: "timestamp with time zone",
  deleted_at: "timestamp with time zone",
  raw_json: "jsonb",
};
const names = Object.keys(expected);
/** The columns that Neon derived from Stack Auth's user. */
const derived = ["id", "name", "email", "created_at"];
const derivedId = "(raw_json ->> 'id'::text)";

const relationSql = `
select relkind as kind, current_user as role,
  has_table_privilege(oid, 'SELECT') and has_table_privilege(oid, 'INSERT') and has_table_privilege(oid, 'UPDATE') as writable
from pg_class where oid = to_regclass($1)`;

const columnsSql = `
select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
  case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generated,
  coalesce(k.indnkeyatts = 1 and k.indkey[0] = a.attnum, false) as primary_key
from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  left join pg_index k on k.indrelid = a.attrelid and k.indisprimary
where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`;

/** One sentence on the first difference, or null. */
function difference(columns: Column[]): string | null {
  const found = new Map(columns.map((column) => [column.name, column]));
  const missing = names.find((name) => !found.has(name));
  if (missing) return `It has no column ${missing}.`;
  const extra = columns.find(({ name }) => !(name in expected));
  if (extra) return `It has a column ${extra.name}, which Rollcall does not know.`;
  const other = columns.find(({ name, type }) => type !== expected[name]);
  if (other) return `Its column ${other.name} is ${other.type}, and has to be ${expected[other.name]}.`;
  const required = columns.find(
    (column) => column.required && column.name !== "raw_json" && !column.primary_key && !column.generated,
  );
  if (required) return `Its column ${required.name} is NOT NULL, and providers have users without one.`;
  return found.get("id")?.primary_key ? null : "Its primary key is not id.";
}

function shapeOf(columns: Column[]): { shape: Shape; problem: string | null } {
  const problem = difference(columns);
  const generated = columns.filter((column) => column.generated !== null).map(({ name }) => name);
  if (problem || generated.length === 0) return { shape: "plain", problem };
  const id = columns.find(({ name }) => name === "id");
  const asNeon = generated.length === derived.length && derived.every((name) => generated.includes(name));
  if (asNeon && id?.generated === derivedId) return { shape: "generated", problem: null };
  return { shape: "generated", problem: "Its generated columns are not the ones that Neon made." };
}

/** The shape of users_sync as it stands; `problem` says in one sentence why Rollcall cannot write it. */
export async function readShape(db: Queryable, schema: SchemaName): Promise<{ shape: Shape; problem: string | null }> {
  const table = `${schema}.users_sync`;
  const [relation] = (await db.query<Relation>(relationSql, [table])).rows;
  if (!relation) return { shape: "absent", problem: null };
  const explain = (why: string) => `${table} exists with another shape. ${why}`;
  if (relation.kind !== "r") return { shape: "plain", problem: explain("It is not an ordinary table.") };
  const { rows } = await db.query<Column>(columnsSql, [table]);
  const { shape, problem } = shapeOf(rows);
  if (problem) return { shape, problem: explain(problem) };
  const denied = `Role ${relation.role} may not read and write ${table}, which belongs to another role.`;
  return { shape, problem: relation.writable ? null : denied };
}

/**
 * Looks at users_sync without touching it. `ours`: claimed by this integration; `plain` and `generated` (Neon's own,
 * derived from `raw_json`): there, and free to be claimed. Where `problem` is set, `createTable` refuses with it.
 */
export async function inspectTable(db: Queryable, schema: SchemaName, integrationId?: string): Promise<Inspection> {
  const { shape, problem } = await readShape(db, schema);
  const claimedBy = await readClaim(db, schema);
  const foreign = claimedBy !== null && claimedBy !== integrationId;
  const claimed = `${schema}.users_sync is claimed by another integration. Disconnect that one first, or choose another schema.`;
  const ours = shape !== "absent" && claimedBy !== null && !foreign;
  return { state: ours ? "ours" : shape, claimedBy, problem: foreign ? claimed : problem };
}
