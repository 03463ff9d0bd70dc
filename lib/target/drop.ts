import { AppError } from "@/lib/errors";
import { readClaim, takeTurns } from "./claims";
import { listForeignKeys } from "./foreign-keys";
import { retrying } from "./retry";
import type { ForeignKey, Queryable, Table, Target } from "./types";

const keep = "Nothing was changed in your database.";

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function dropKeys(tx: Queryable, keys: ForeignKey[], allowed: boolean): Promise<void> {
  if (keys.length > 0 && !allowed) {
    const list = keys.map(({ table, constraint }) => `${table} (${constraint})`).join(", ");
    throw new AppError("conflict", `Foreign keys point at this table: ${list}.`, {
      meaning: keep,
      remedy: "Drop them as well, or keep the table.",
    });
  }
  for (const { table, constraint } of keys) {
    await tx.query(`alter table ${table} drop constraint ${identifier(constraint)}`);
  }
}

/**
 * Drops users_sync with every row, its bookkeeping and its claim, and the schema when nothing else is in it.
 * Foreign keys that point at it are dropped only with `dropForeignKeys`; anything else that depends on it, a view say,
 * stops the drop (2BP01). Throws AppError `conflict` where keys are in the way or another integration holds the claim.
 */
export async function dropTable(target: Target, table: Table, options: { dropForeignKeys: boolean }): Promise<void> {
  await retrying(() => target.transaction((tx) => drop(tx, table, options.dropForeignKeys)));
}

async function drop(tx: Queryable, { schema, integrationId }: Table, dropForeignKeys: boolean): Promise<void> {
  await tx.query("set local lock_timeout = '10s'");
  await takeTurns(tx);
  const holder = await readClaim(tx, schema);
  if (holder !== null && holder !== integrationId) {
    throw new AppError("conflict", `${schema}.users_sync is claimed by another integration.`, { meaning: keep });
  }
  await dropKeys(tx, await listForeignKeys(tx, schema), dropForeignKeys);
  // Writers lock in this order: versions, users, then the claim's row.
  await tx.query(`drop table if exists rollcall.${schema}_row_versions; drop table if exists ${schema}.users_sync`);
  if (holder !== null) await tx.query("delete from rollcall.claims where schema_name = $1", [schema]);
  await dropEmptySchema(tx, schema);
}

async function dropEmptySchema(tx: Queryable, schema: string): Promise<void> {
  const { rows } = await tx.query<{ empty: boolean }>(
    `select not exists (select from pg_depend where refclassid = 'pg_namespace'::regclass and refobjid = n.oid)
       and pg_has_role(n.nspowner, 'USAGE') as empty
     from pg_namespace n where nspname = $1`,
    [schema],
  );
  if (rows[0]?.empty) await tx.query(`drop schema ${schema}`);
}
