import { findRun } from "@/db/queries/runs";
import { log } from "@/lib/log";
import { ensureIndexes } from "@/lib/target/indexes";
import { withSync } from "./context";

/** After a full compare, makes a big table quick to page and search. Never a reason to fail: the list is slower without. */
export async function indexTable(runId: string): Promise<void> {
  const run = await findRun(runId);
  if (run?.kind !== "reconcile") return;
  const { integrationId } = run;
  await withSync(integrationId, ({ target, table, provider }) =>
    ensureIndexes(target, table, provider.facts ?? {}),
  ).catch((error: unknown) => log.warn({ integrationId, error }, "users_sync got no indexes for the list"));
}
