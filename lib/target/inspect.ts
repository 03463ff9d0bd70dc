import { readClaim } from "./claims";
import type { DbObject } from "./ddl";
import { readStanding } from "./rights";
import type { Queryable, SchemaName } from "./types";

export type TableState = "absent" | "ours" | "plain" | "generated";
export type Inspection = { state: TableState; claimedBy: string | null; problem: string | null };
export type Finding = Inspection & { shape: Shape; missing: DbObject[] };
type Shape = "absent" | "plain" | "generated";

type Column = { name: string; type: string; required: boolean; generated: string | null; primary_key: boolean };
type Relation = { oid: string; kind: string; hidden: boolean };

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
/** The columns that Neon derived from its own auth provider's user. */
const derived = ["id", "name", "email", "created_at"];
const derivedId = "(raw_json ->> 'id'::text)";

// Names are looked up only in schemas that one may use; the catalogs are open to everybody.
const relationSql = `
select c.oid::text as oid, c.relkind as kind, row_security_active(c.oid) as hidden
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = $1 and c.relname = 'users_sync'`;

const columnsSql = `
select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
  case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as generated,
  coalesce(k.indnkeyatts = 1 and k.indkey[0] = a.attnum, false) as primary_key
from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  left join pg_index k on k.indrelid = a.attrelid and k.indisprimary
where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped`;

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
async function readShape(db: Queryable, schema: SchemaName): Promise<{ shape: Shape; problem: string | null }> {
  const [relation] = (await db.query<Relation>(relationSql, [schema])).rows;
  if (!relation) return { shape: "absent", problem: null };
  const explain = (why: string) => `${schema}.users_sync exists with another shape. ${why}`;
  if (relation.kind !== "r") return { shape: "plain", problem: explain("It is not an ordinary table.") };
  const { rows } = await db.query<Column>(columnsSql, [relation.oid]);
  const { shape, problem } = shapeOf(rows);
  const hides = `Row-level security on ${schema}.users_sync applies to this role, which has to see every row.`;
  return { shape, problem: problem ? explain(problem) : relation.hidden ? hides : null };
}

/** Everything that `createTable` has to know; see `inspectTable`. */
export async function examine(db: Queryable, schema: SchemaName, integrationId?: string): Promise<Finding> {
  const { shape, problem } = await readShape(db, schema);
  const { missing, grants } = await readStanding(db, schema);
  const claimedBy = grants.length === 0 ? await readClaim(db, schema) : null;
  const foreign = claimedBy !== null && claimedBy !== integrationId;
  const claimed = `${schema}.users_sync is claimed by another integration. Disconnect that one first, or choose another schema.`;
  const denied = `The role lacks rights for ${schema}. Their owner can grant them: ${grants.join("; ")}.`;
  const ours = shape !== "absent" && claimedBy !== null && !foreign;
  return {
    state: ours ? "ours" : shape,
    shape,
    missing,
    claimedBy,
    problem: foreign ? claimed : (problem ?? (grants.length > 0 ? denied : null)),
  };
}

/**
 * Looks at users_sync without touching it. `ours`: claimed by this integration; `plain` and `generated` (Neon's own,
 * derived from `raw_json`): there, and free to be claimed. Where `problem` is set, `createTable` refuses with it.
 * A claim that the role may not read is null, and a problem.
 */
export async function inspectTable(db: Queryable, schema: SchemaName, integrationId?: string): Promise<Inspection> {
  const { state, claimedBy, problem } = await examine(db, schema, integrationId);
  return { state, claimedBy, problem };
}
