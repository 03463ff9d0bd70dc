import type { Table, Target } from "./types";

const lockedSql = (users: string) => `
with free as materialized (
  select id from ${users} where id in (select json_array_elements_text($1::json)) for update skip locked
)
select id from ${users} where id in (select json_array_elements_text($1::json)) and id not in (select id from free)`;

/** Those of `ids` whose row another transaction holds at this moment. Waits for nobody. */
export async function lockedIds(target: Target, { schema }: Table, ids: string[]): Promise<Set<string>> {
  const { rows } = await target.query<{ id: string }>(lockedSql(`${schema}.users_sync`), [JSON.stringify(ids)]);
  return new Set(rows.map(({ id }) => id));
}
