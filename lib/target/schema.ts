import { AppError } from "@/lib/errors";
import { takeClaim, takeTurns } from "./claims";
import { ddl } from "./ddl";
import { examine } from "./inspect";
import type { Queryable, SchemaName, Target } from "./types";

export { releaseClaim } from "./claims";
export { ddl } from "./ddl";
export { dropTable } from "./drop";
export { listForeignKeys } from "./foreign-keys";
export { inspectTable } from "./inspect";

type NewTable = { schema: SchemaName; integrationId: string; allowGenerated: boolean };

const refuse = (message: string, remedy: string) =>
  new AppError("conflict", message, { meaning: "Nothing was changed in your database.", remedy });

/**
 * Creates or takes over users_sync and claims it, in one transaction; repeating it changes nothing, and rows that are
 * there stay. Only what is missing is made, so that a role needs no right to make what its owner has made for it.
 * `adopted`: a former Neon table with generated columns, of which only three are written.
 * Throws AppError `conflict` where another integration holds the table, or its shape is another.
 */
export async function createTable(target: Target, table: NewTable): Promise<{ adopted: boolean }> {
  return target.transaction(async (tx) => {
    await takeTurns(tx);
    const { problem, shape, missing } = await examine(tx, table.schema, table.integrationId);
    if (problem) throw refuse(problem, "Put that right, or choose another schema.");
    if (shape === "generated" && !table.allowGenerated) {
      const message = `${table.schema}.users_sync has Neon's generated columns, which read the users of another provider.`;
      throw refuse(message, "Choose another schema for this provider.");
    }
    if (missing.length > 0) await tx.query(ddl(table.schema, missing));
    if (shape === "absent") await letOwnerRead(tx, table.schema);
    const claimed = await takeClaim(tx, table);
    if (claimed || shape === "absent") await forgetHashes(tx, table.schema);
    return { adopted: shape === "generated" };
  });
}

/** Nobody watched the rows meanwhile: the next read of each user counts as a change. The order of reads is kept. */
const forgetHashes = (tx: Queryable, schema: SchemaName) =>
  tx.query(`update rollcall.${schema}_row_versions set hash = null where hash is not null`);

/** The database's owner may join the table and point foreign keys at it, when Rollcall has a role of its own. */
async function letOwnerRead(tx: Queryable, schema: SchemaName): Promise<void> {
  const { rows } = await tx.query<{ owner: string }>(
    `select quote_ident(rolname) as owner from pg_database join pg_roles on pg_roles.oid = datdba
     where datname = current_database() and rolname <> current_user`,
  );
  for (const { owner } of rows) {
    await tx.query(
      `grant usage on schema ${schema} to ${owner}; grant select, references on ${schema}.users_sync to ${owner}`,
    );
  }
}
