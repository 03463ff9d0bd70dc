import { type DbObject, objectsOf } from "./ddl";
import type { DatabaseRight, Queryable, SchemaName } from "./types";

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

/** How the role stands to each of these objects. What is not there yet, it must be allowed to make. Changes nothing. */
export async function readRights(db: Queryable, objects: DbObject[]): Promise<DatabaseRight[]> {
  const { rows } = await db.query<Found>(standingSql, [JSON.stringify(objects)]);
  const found = new Map(rows.map((row) => [row.name, row]));
  return objects.map(({ kind, name, rights }) => {
    const { there, holder, lacking, role } = found.get(name) as Found;
    const making = `GRANT CREATE ON ${holder} TO ${role}`;
    const using = `GRANT ${lacking.join(", ")} ON ${kind.toUpperCase()} ${name} TO ${role}`;
    return { kind, name, rights, there, lacking, grant: lacking.length === 0 ? null : there ? using : making };
  });
}

/** What of Rollcall's is in the target already, and what the role may not do with it, or may not make. Changes nothing. */
export async function readStanding(db: Queryable, schema: SchemaName): Promise<Standing> {
  const objects = objectsOf(schema);
  const rights = await readRights(db, objects);
  const isThere = new Map(rights.map(({ name, there }) => [name, there]));
  return {
    missing: objects.filter(({ name }) => !isThere.get(name)),
    grants: [...new Set(rights.flatMap(({ grant }) => grant ?? []))],
  };
}
