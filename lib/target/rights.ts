import { type DbObject, objectsOf } from "./ddl";
import type { Queryable, SchemaName } from "./types";

type Standing = {
  /** What a connect has to make. */
  missing: DbObject[];
  /** The statements that give the role what it lacks, to be run by the owners of these objects. */
  grants: string[];
};

type Found = { name: string; there: boolean; holder: string; lacking: string[]; role: string };

// By the catalogs, which everybody may read: names are looked up only in schemas that one may use.
const standingSql = `
select w.name, coalesce(c.oid, case when w.kind = 'schema' then n.oid end) is not null as there,
  case when n.oid is null then 'DATABASE ' || quote_ident(current_database())
       else 'SCHEMA ' || quote_ident(n.nspname) end as holder,
  quote_ident(current_user) as role,
  array(select r from json_array_elements_text(w.rights) r where not case
    when n.oid is null then has_database_privilege(current_database(), 'CREATE')
    when w.kind = 'schema' then has_schema_privilege(n.oid, r)
    when c.oid is null then has_schema_privilege(n.oid, 'CREATE')
    when w.kind = 'sequence' then has_sequence_privilege(c.oid, r)
    else has_table_privilege(c.oid, r) end) as lacking
from json_to_recordset($1::json) as w(kind text, name text, rights json)
  left join pg_namespace n on n.nspname = split_part(w.name, '.', 1)
  left join pg_class c on c.relnamespace = n.oid and c.relname = split_part(w.name, '.', 2)`;

/** What of Rollcall's is in the target already, and what the role may not do with it, or may not make. Changes nothing. */
export async function readStanding(db: Queryable, schema: SchemaName): Promise<Standing> {
  const objects = objectsOf(schema);
  const { rows } = await db.query<Found>(standingSql, [JSON.stringify(objects)]);
  const found = new Map(rows.map((row) => [row.name, row]));
  const grants = objects.flatMap(({ kind, name }) => {
    const { there, holder, lacking, role } = found.get(name) as Found;
    if (lacking.length === 0) return [];
    return there
      ? [`GRANT ${lacking.join(", ")} ON ${kind.toUpperCase()} ${name} TO ${role}`]
      : [`GRANT CREATE ON ${holder} TO ${role}`];
  });
  return { missing: objects.filter(({ name }) => !found.get(name)?.there), grants: [...new Set(grants)] };
}
