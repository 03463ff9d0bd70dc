import type { ForeignKey, Queryable, SchemaName } from "./types";

// A partition's own copy of its parent's key is left out: it goes with the parent's.
const keysSql = `
select format('%I.%I', n.nspname, t.relname) as "table", c.conname::text as "constraint",
  array(select a.attname::text from unnest(c.conkey) with ordinality k(number, place)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number order by place) as columns,
  case c.confdeltype when 'a' then 'NO ACTION' when 'r' then 'RESTRICT' when 'c' then 'CASCADE'
                     when 'n' then 'SET NULL' else 'SET DEFAULT' end as "onDelete"
from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
where c.contype = 'f' and c.confrelid = to_regclass($1) and c.conparentid = 0
order by 1, 2`;

/** The customer's foreign keys that point at users_sync. `table` is qualified and quoted where it must be. */
export async function listForeignKeys(db: Queryable, schema: SchemaName): Promise<ForeignKey[]> {
  return (await db.query<ForeignKey>(keysSql, [`${schema}.users_sync`])).rows;
}
