import { codeOf } from "./errors";
import { confirmTombstoneSql, eraseSql } from "./guard";
import type { Floor, Table, Target } from "./types";

export type Erased = {
  /** Their rows are gone, or were gone before. */
  erased: string[];
  /** Written since the tick that was named, or after `floor` was drawn; or the clock's epoch is over. */
  overtaken: string[];
  /** How many rows were really deleted; what the customer's keys took along is not counted. */
  written: number;
};

/**
 * Erases the marked rows of users whom the provider does not know, as asked after `floor` was drawn, each only where
 * nothing was written since `seq`, the tick of its tombstone. The tombstone stays. `lockWanted` has the last word, while
 * the tombstones are locked. It is all of the rows or none: throws the driver's errors (see `whyRefused`).
 */
export async function eraseGone(
  target: Target,
  { schema, integrationId }: Table,
  due: { id: string; seq: string }[],
  floor: Floor,
  lockWanted: (ids: string[]) => Promise<string[]>,
): Promise<Erased> {
  return target.transaction(async (tx) => {
    await tx.query("set local lock_timeout = '2s'");
    const values = [JSON.stringify(due), floor.floor, floor.epoch, schema, integrationId];
    const confirmed = (await tx.query<{ id: string }>(confirmTombstoneSql(schema), values)).rows.map(({ id }) => id);
    const overtaken = due.map(({ id }) => id).filter((id) => !confirmed.includes(id));
    const erased = confirmed.length > 0 ? await lockWanted(confirmed) : [];
    if (erased.length === 0) return { erased, overtaken, written: 0 };
    const { rowCount } = await tx.query(eraseSql(schema), [JSON.stringify(erased)]);
    return { erased, overtaken, written: rowCount };
  });
}

/** `lasting`: a person has to change something in the database. The reason names constraints and tables, never data. */
export type Refusal = { lasting: boolean; reason: string };

type Place = { schema?: string; table?: string; column?: string; constraint?: string };

/**
 * Why the database would not give rows up, if it is these rows' matter: a foreign key, another constraint or trigger of
 * the customer's, a missing right, a lock. Null for everything else. A deferred constraint refuses at the commit.
 */
export function whyRefused(error: unknown): Refusal | null {
  const code = codeOf(error) ?? "";
  const { schema, table, column, constraint } = error instanceof Object ? (error as Place) : {};
  const where = table ? ` of ${schema}.${table}` : "";
  // PostgreSQL 18 has a code of its own for RESTRICT.
  if (code === "23503" || code === "23001") {
    return lasting(`Foreign key ${constraint}${where} refuses: rows there refer to this user.`);
  }
  if (code === "23502") return lasting(`Column ${column}${where} would have to become null, and must not.`);
  if (code.startsWith("23")) return lasting(`Constraint ${constraint}${where} refuses.`);
  if (/^(09|22|27|P0)/.test(code)) return lasting(`A trigger in your database refuses (${code}).`);
  if (code === "42501") return lasting("Rollcall's role lacks a right that the deletion needs (42501).");
  if (code === "57014") return lasting("It took more than a minute. Index the columns that refer to users_sync.");
  if (["55P03", "40P01", "40001"].includes(code)) {
    return { lasting: false, reason: "Another transaction held rows of this user." };
  }
  return null;
}

const lasting = (reason: string): Refusal => ({ lasting: true, reason });
