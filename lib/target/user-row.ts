import { isStorableId } from "./rows";
import type { Queryable, SyncedUser, Table, UserFacts } from "./types";
import { userColumns } from "./users-list";

/** A whole row of users_sync. `raw` is an object unless somebody has edited raw_json into something else. */
export type StoredUser = SyncedUser & { raw: unknown };

/** The row with this id as it is right now; null where there is none. */
export async function userRow(
  db: Queryable,
  { schema }: Pick<Table, "schema">,
  id: string,
  facts: UserFacts,
): Promise<StoredUser | null> {
  if (!isStorableId(id)) return null;
  const { rows } = await db.query<StoredUser>(
    `select ${userColumns(facts)}, raw_json as raw from ${schema}.users_sync where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
