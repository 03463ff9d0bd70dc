import { AppError } from "@/lib/errors";
import type { Queryable, SchemaName, Table, Target } from "./types";

type Claimant = Pick<Table, "schema" | "integrationId">;

/** Connects and disconnects of one database take turns. */
export const takeTurns = (tx: Queryable) => tx.query("select pg_advisory_xact_lock(hashtextextended('rollcall', 0))");

/** The integration that holds the table, or null. */
export async function readClaim(db: Queryable, schema: SchemaName): Promise<string | null> {
  const [found] = (await db.query<{ there: boolean }>("select to_regclass('rollcall.claims') is not null as there"))
    .rows;
  if (!found?.there) return null;
  const claim = "select integration_id from rollcall.claims where schema_name = $1";
  return (await db.query<{ integration_id: string }>(claim, [schema])).rows[0]?.integration_id ?? null;
}

/** True where the table was free until now. */
export async function takeClaim(tx: Queryable, { schema, integrationId }: Claimant): Promise<boolean> {
  const claim =
    "insert into rollcall.claims (schema_name, integration_id) values ($1, $2) on conflict (schema_name) do nothing";
  return (await tx.query(claim, [schema, integrationId])).rowCount === 1;
}

/** Gives the table back; its rows and the bookkeeping stay. A claim that is already gone is no error. */
export async function releaseClaim(target: Target, { schema, integrationId }: Claimant): Promise<void> {
  await target.transaction(async (tx) => {
    await takeTurns(tx);
    if ((await readClaim(tx, schema)) !== integrationId) return;
    await tx.query("delete from rollcall.claims where schema_name = $1", [schema]);
  });
}

/**
 * Asked when the guard accepted nothing: was it the clock, or is the table no longer ours, or not all of it to be seen?
 * Throws AppError `conflict` where another integration holds it, or nobody does; `target_refused` under row-level security.
 */
export async function confirmClaim(target: Target, { schema, integrationId }: Claimant): Promise<void> {
  if ((await readClaim(target, schema)) !== integrationId) {
    throw new AppError("conflict", `${schema}.users_sync is no longer claimed by this integration.`, {
      meaning: "Nothing was written. Its rows stay as they are.",
      remedy: "Disconnect here, or disconnect the other integration and connect this one again.",
    });
  }
  const active = "select row_security_active($1) as active, quote_ident(current_user) as role";
  const { rows } = await target.query<{ active: boolean; role: string }>(active, [`${schema}.users_sync`]);
  if (!rows[0]?.active) return;
  throw new AppError("target_refused", `Row-level security on ${schema}.users_sync applies to Rollcall's role.`, {
    meaning: "Nothing was written: rows that a policy hides could not be kept up to date.",
    remedy: `As a superuser: ALTER ROLE ${rows[0].role} BYPASSRLS. Where the role owns the table, ALTER TABLE ${schema}.users_sync NO FORCE ROW LEVEL SECURITY is enough.`,
  });
}
