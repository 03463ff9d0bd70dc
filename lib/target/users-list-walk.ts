import type { Queryable, SyncedUser, Table, UserFacts, UsersFilter } from "./types";
import { userColumns } from "./users-list";
import { matching, Values } from "./users-list-filter";

/** A row with its raw_json, which is an object unless somebody has edited it into something else. */
export type WalkedUser = SyncedUser & { raw: unknown };

/**
 * Every row that the filter leaves, `size` at a time, in the order of ids, which never change: a row that is there all the
 * while comes exactly once, whatever is written meanwhile. Each page is a statement of its own, so that nothing of a session is kept.
 */
export async function* walkUsers(
  db: Queryable,
  { schema }: Pick<Table, "schema">,
  { filter, facts, size }: { filter: UsersFilter; facts: UserFacts; size: number },
): AsyncGenerator<WalkedUser[], void> {
  for (let after: string | null = null; ; ) {
    const values = new Values();
    const rest: string = after === null ? "" : `and id > ${values.add(after)}`;
    const where = `${matching(filter, facts, values)} ${rest}`;
    const { rows } = await db.query<WalkedUser>(
      `select ${userColumns(facts)}, raw_json as raw from (
         select * from ${schema}.users_sync where ${where} order by id limit ${values.add(size)}
       ) page order by id`,
      values.all,
    );
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.id;
  }
}
