import { isStorableId } from "./rows";
import type { Queryable, Table } from "./types";

export type UserName = { name: string | null; email: string | null };

/** What people call these users, by id; an id without a row is left out. */
export async function usersById(
  db: Queryable,
  { schema }: Pick<Table, "schema">,
  ids: string[],
): Promise<Map<string, UserName>> {
  const { rows } = await db.query<UserName & { id: string }>(
    `select id, name, email from ${schema}.users_sync where id in (select json_array_elements_text($1::json))`,
    [JSON.stringify(ids.filter(isStorableId))],
  );
  return new Map(rows.map(({ id, ...user }) => [id, user]));
}
