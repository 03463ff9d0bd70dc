import { codeOf } from "./errors";
import { columnsOf, inputSql, sidesOf } from "./guard";
import { batches, isStorableId, type Line, toLine } from "./rows";
import type { Queryable, Table, UserRow } from "./types";

/** A row that is not what the provider says: there is none, or these of its columns say something else. */
export type Unequal = { id: string; kind: "missing" | "changed"; fields: string[] };

type Comparison = {
  unequal: Unequal[];
  /** Users of whom PostgreSQL can hold no row, or whose times or JSON it cannot read. */
  incomparable: string[];
};

const maxRows = 1000;
const maxBytes = 8 * 1024 * 1024;

/** $1: NDJSON as it would be written; $2: volatile keys. Reads the rows' own columns, and nothing else of Rollcall's. */
function compareSql({ schema, adopted }: Pick<Table, "schema" | "adopted">): string {
  const fields = columnsOf({ adopted }).map((column) => {
    const [mine, theirs] = column === "deleted_at" ? ["u.deleted_at", "null"] : sidesOf(column, "u", "i", "$2");
    return `case when ${mine} is distinct from ${theirs} then '${column}' end`;
  });
  return `
with input as materialized (${inputSql}), compared as (
  select i.id, u.id is null as missing, array_remove(array[${fields.join(", ")}], null) as fields
  from input i left join ${schema}.users_sync u on u.id = i.id
)
select id, missing, fields from compared where missing or cardinality(fields) > 0`;
}

/**
 * Compares users as the provider gave them with their rows' own contents, by the same rules by which a repair decides, and
 * writes nothing. Throws the driver's errors (see `targetError`).
 */
export async function compareUsers(
  db: Queryable,
  table: Pick<Table, "schema" | "adopted">,
  users: UserRow[],
  volatile: string[],
): Promise<Comparison> {
  const comparison: Comparison = { unequal: [], incomparable: [] };
  const distinct = new Map(users.map((user) => [user.id, user])).values();
  const compare = (lines: Line[]) => send(db, compareSql(table), lines, volatile);
  for (const batch of batches(prepare(distinct, volatile, comparison), maxRows, maxBytes))
    await compareBatch(batch, compare, comparison);
  return comparison;
}

function* prepare(users: Iterable<UserRow>, volatile: string[], { incomparable }: Comparison): Generator<Line> {
  for (const user of users) {
    const line = isStorableId(user.id) ? lineOf(user, volatile) : null;
    if (line) yield line;
    else incomparable.push(user.id);
  }
}

/** Null where its JSON is nested too deeply. */
function lineOf(user: UserRow, volatile: string[]): Line | null {
  try {
    return toLine(user, volatile);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Answer = { id: string; missing: boolean; fields: string[] };

async function send(db: Queryable, sql: string, lines: Line[], volatile: string[]): Promise<Answer[]> {
  return (await db.query<Answer>(sql, [lines.map(({ text }) => text).join("\n"), volatile])).rows;
}

/** One statement's worth; where a user aborts it, halves it until that one is alone. */
async function compareBatch(
  lines: Line[],
  compare: (lines: Line[]) => Promise<Answer[]>,
  comparison: Comparison,
): Promise<void> {
  try {
    for (const { id, missing, fields } of await compare(lines))
      comparison.unequal.push(missing ? { id, kind: "missing", fields: [] } : { id, kind: "changed", fields });
  } catch (error) {
    // Data exceptions and limits of depth are the user's fault; everything else is nobody's in the batch.
    if (!/^22|^54/.test(codeOf(error) ?? "")) throw error;
    const [only] = lines;
    if (lines.length === 1 && only) {
      comparison.incomparable.push(only.id);
      return;
    }
    const half = Math.ceil(lines.length / 2);
    await compareBatch(lines.slice(0, half), compare, comparison);
    await compareBatch(lines.slice(half), compare, comparison);
  }
}

/** Throws the driver's "missing" where Rollcall's schema was dropped, which would look like a lost claim. */
export async function confirmBookkeeping(db: Queryable): Promise<void> {
  await db.query("select from rollcall.claims limit 0");
}

/** The ids of live rows in order, after `after` ("" to begin). */
export async function liveIds(db: Queryable, { schema }: Pick<Table, "schema">, after: string, limit: number) {
  const { rows } = await db.query<{ id: string }>(
    `select id from ${schema}.users_sync where deleted_at is null and id > $1 order by id limit $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Those of `ids` that have a live row. */
export async function liveAmong(db: Queryable, { schema }: Pick<Table, "schema">, ids: string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select id from ${schema}.users_sync where deleted_at is null and id in (select json_array_elements_text($1::json))`,
    [JSON.stringify(ids.filter(isStorableId))],
  );
  return new Set(rows.map(({ id }) => id));
}
