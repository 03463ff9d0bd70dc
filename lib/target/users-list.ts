import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import { isoTime } from "./time";
import type { Queryable, SyncedUser, Table, UserCounts, UsersPage, UsersQuery } from "./types";

/** Below this many characters a substring search would read the whole table for nothing. */
const minSubstring = 3;

const shown = { live: "deleted_at is null", deleted: "deleted_at is not null", all: "true" };

/** How a sort column compares and travels. Times travel as text: a JavaScript Date would lose the microseconds. */
const sorts: Record<UsersQuery["sort"], { type: string; text: string }> = {
  created_at: { type: "timestamptz", text: isoTime("created_at") },
  updated_at: { type: "timestamptz", text: isoTime("updated_at") },
  name: { type: "text", text: "name" },
  email: { type: "text", text: "email" },
};

const anyOf = (keys: string[], value: boolean) => keys.map((key) => `raw_json @> '{"${key}": ${value}}'`).join(" or ");
const verifiedKeys = ["emailVerified", "email_verified", "primary_email_verified"];
const bannedKeys = ["banned", "is_restricted", "blocked"];

const userColumns = `id, name, email, ${isoTime("created_at")} as "createdAt", ${isoTime("updated_at")} as "updatedAt",
  ${isoTime("deleted_at")} as "deletedAt",
  case when ${anyOf(verifiedKeys, true)} then true when ${anyOf(verifiedKeys, false)} then false end as verified,
  (${anyOf(bannedKeys, true)}) as banned`;

/** Placeholders of one statement, in the order in which they are asked for. */
class Values {
  readonly all: unknown[] = [];
  add(value: unknown): string {
    return `$${this.all.push(value)}`;
  }
}

function searchClause(search: string, values: Values): string {
  const text = search.replaceAll("\0", "").trim();
  if (text === "") return "true";
  const literal = text.replace(/[\\%_]/g, "\\$&");
  const pattern = values.add([...text].length < minSubstring ? `${literal}%` : `%${literal}%`);
  return `(name ilike ${pattern} or email ilike ${pattern} or id = ${values.add(text)})`;
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

/**
 * One page of users_sync by keyset: rows that come or go between two pages move nobody else. Search takes a part of
 * name or email (their beginning, below three characters) or a whole id. Times are ISO 8601 with microseconds.
 * Throws AppError `invalid_input` for a foreign cursor.
 */
export async function listUsers(
  db: Queryable,
  { schema }: Pick<Table, "schema">,
  query: UsersQuery,
): Promise<UsersPage> {
  const cursor = query.cursor === null ? null : decodeCursor(query, query.cursor);
  const rows: Row[] = [];
  for (const stretch of stretches(query, cursor)) {
    const wanted = query.limit + 1 - rows.length;
    if (wanted > 0) rows.push(...(await readStretch(db, schema, query, stretch, wanted)));
  }
  return toPage(query, cursor, rows);
}

async function readStretch(
  db: Queryable,
  schema: Table["schema"],
  { show, search, sort }: UsersQuery,
  { where, order }: Stretch,
  wanted: number,
): Promise<Row[]> {
  const values = new Values();
  // Sorted and cut first: what is shown of a row is made for the rows of the page alone.
  const { rows } = await db.query<Row>(
    `select ${userColumns}, ${sorts[sort].text} as key from (
       select * from ${schema}.users_sync
       where ${shown[show]} and ${searchClause(search, values)} and ${where(values)}
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
    `select (count(*) filter (where deleted_at is null))::int as live,
       (count(*) filter (where deleted_at is not null))::int as deleted from ${schema}.users_sync`,
  );
  return rows[0] ?? { live: 0, deleted: 0 };
}
