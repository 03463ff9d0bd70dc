import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import { isoTime } from "./time";
import type {
  MatchCount,
  Queryable,
  SyncedUser,
  Table,
  UserCounts,
  UserFacts,
  UsersFilter,
  UsersPage,
  UsersQuery,
} from "./types";
import { factColumns, matching, Values } from "./users-list-filter";

/** How a sort column compares and travels. Times travel as text: a JavaScript Date would lose the microseconds. */
const sorts: Record<UsersQuery["sort"], { type: string; text: string }> = {
  created_at: { type: "timestamptz", text: isoTime("created_at") },
  updated_at: { type: "timestamptz", text: isoTime("updated_at") },
  name: { type: "text", text: "name" },
  email: { type: "text", text: "email" },
};

/** What is shown of a row, as SQL. */
export function userColumns(facts: UserFacts): string {
  const { verified, banned } = factColumns(facts);
  return `id, name, email, ${isoTime("created_at")} as "createdAt", ${isoTime("updated_at")} as "updatedAt",
  ${isoTime("deleted_at")} as "deletedAt", ${verified} as verified, ${banned} as banned`;
}

/** A stretch of the order: rows with a key, or those without one, of which the cursor may cut a part off. */
type Stretch = { where: (values: Values) => string; order: string };

/**
 * Rows without a key come last in either direction. Each stretch has an order that an index of (key, id) gives in either
 * direction, which "nulls last" over all of them would not be.
 */
function stretches({ sort, direction }: UsersQuery, cursor: Cursor | null): Stretch[] {
  const back = cursor?.side === "before";
  const way = (direction === "asc") === back ? "desc" : "asc";
  const compare = way === "asc" ? ">" : "<";
  const keyed: Stretch = { where: () => `${sort} is not null`, order: `${sort} ${way}, id ${way}` };
  const unkeyed: Stretch = { where: () => `${sort} is null`, order: `id ${way}` };
  if (!cursor) return [keyed, unkeyed];
  const { key, id } = cursor;
  if (key === null) {
    const rest = { ...unkeyed, where: (v: Values) => `${sort} is null and id ${compare} ${v.add(id)}` };
    return back ? [rest, keyed] : [rest];
  }
  const given = (v: Values) => `(${v.add(key)}::${sorts[sort].type}, ${v.add(id)})`;
  const rest = { ...keyed, where: (v: Values) => `(${sort}, id) ${compare} ${given(v)}` };
  return back ? [rest] : [rest, unkeyed];
}

type Row = SyncedUser & { key: string | null };

type Source = { schema: Table["schema"]; facts: UserFacts };

/**
 * One page of users_sync by keyset: rows that come or go between two pages move nobody else. Times are ISO 8601 with
 * microseconds. Throws AppError `invalid_input` for a foreign cursor.
 */
export async function listUsers(
  db: Queryable,
  { schema }: Pick<Table, "schema">,
  query: UsersQuery,
  facts: UserFacts = {},
): Promise<UsersPage> {
  const cursor = query.cursor === null ? null : decodeCursor(query, query.cursor);
  const rows: Row[] = [];
  for (const stretch of stretches(query, cursor)) {
    const wanted = query.limit + 1 - rows.length;
    if (wanted > 0) rows.push(...(await readStretch(db, { schema, facts }, query, stretch, wanted)));
  }
  return toPage(query, cursor, rows);
}

async function readStretch(
  db: Queryable,
  { schema, facts }: Source,
  query: UsersQuery,
  { where, order }: Stretch,
  wanted: number,
): Promise<Row[]> {
  const values = new Values();
  // Sorted and cut first: what is shown of a row is made for the rows of the page alone.
  const { rows } = await db.query<Row>(
    `select ${userColumns(facts)}, ${sorts[query.sort].text} as key from (
       select * from ${schema}.users_sync
       where ${matching(query, facts, values)} and ${where(values)}
       order by ${order} limit ${values.add(wanted)}
     ) page order by ${order}`,
    values.all,
  );
  return rows;
}

function toPage(query: UsersQuery, cursor: Cursor | null, found: Row[]): UsersPage {
  const back = cursor?.side === "before";
  const more = found.length > query.limit;
  const rows = found.slice(0, query.limit);
  if (back) rows.reverse();
  const link = (side: Cursor["side"], row: Row | undefined) =>
    row ? encodeCursor(query, { side, key: row.key, id: row.id }) : null;
  return {
    users: rows.map(({ key: _key, ...user }) => user),
    next: back || more ? link("after", rows.at(-1)) : null,
    previous: (back ? more : cursor !== null) ? link("before", rows[0]) : null,
  };
}

/** Exact counts: one pass over the table, about 0.1 s for a million rows. */
export async function countUsers(db: Queryable, { schema }: Pick<Table, "schema">): Promise<UserCounts> {
  const { rows } = await db.query<UserCounts>(
    `select (count(*) - count(deleted_at))::int as live, count(deleted_at)::int as deleted from ${schema}.users_sync`,
  );
  return rows[0] ?? { live: 0, deleted: 0 };
}

/** Nobody reads on from there; up to it a count is over in a moment. */
const mostCounted = 10_000;

/** How many rows the filter leaves, counted up to 10,000. */
export async function countMatches(
  db: Queryable,
  { schema }: Pick<Table, "schema">,
  filter: UsersFilter,
  facts: UserFacts,
): Promise<MatchCount> {
  const values = new Values();
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from (
       select from ${schema}.users_sync where ${matching(filter, facts, values)} limit ${mostCounted + 1}
     ) matches`,
    values.all,
  );
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, mostCounted), exact: count <= mostCounted };
}
