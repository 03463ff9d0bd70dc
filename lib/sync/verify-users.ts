import { updateIntegration } from "@/db/queries/integrations";
import { finishRun, type Run, saveProgress } from "@/db/queries/runs";
import { AppError, explain } from "@/lib/errors";
import { confirmClaim } from "@/lib/target/claims";
import { confirmBookkeeping } from "@/lib/target/compare";
import { isMissing } from "@/lib/target/errors";
import type { Sync } from "./context";
import { countAtProvider } from "./count";
import { Paused } from "./paused";
import { confirmIdentity } from "./read-users";
import { comparePages, suspectAllRows } from "./verify-pages";
import { settleSuspicions } from "./verify-suspicions";

/**
 * Carries a verify on from its checkpoint: a dry run that compares every user with the row's own contents and writes nothing
 * to the target. What differs, and every live row whose user no page has shown, is a suspicion at first; each is asked for
 * by id before it counts. True when nothing is left to do. Throws AppError; where that does not heal by itself, the verify
 * has failed.
 */
export async function verifyUsers(sync: Sync, run: Run, until: number): Promise<boolean> {
  try {
    await confirmIdentity(sync);
    await confirmBookkeeping(sync.target);
    await confirmClaim(sync.target, sync.table);
    if (run.phase === "pages" && !(await verifyPages(sync, run, until))) return false;
    return await settleSuspicions(sync, run, until);
  } catch (error) {
    throw await failIfInVain(sync, run, error);
  }
}

async function verifyPages(sync: Sync, run: Run, until: number): Promise<boolean> {
  if (run.cursor === null) {
    run.expected = await countAtProvider(sync);
    await saveProgress(run.id, { expected: run.expected });
    await suspectAllRows(sync, run);
  }
  return comparePages(sync, run, until);
}

const needsPerson = new Set(["provider_refused", "target_refused", "conflict", "invalid_input"]);

/** What has to wait for a person or for a repair ends it: running on, it would keep the full compare waiting. */
async function failIfInVain({ integration, table }: Sync, run: Run, error: unknown): Promise<unknown> {
  if (isMissing(error)) {
    // The compare makes it again; a dry run makes nothing.
    await updateIntegration(integration.id, { nextCheckAt: new Date() });
    return fail(run, missing(table.schema, error));
  }
  const isFinal = error instanceof AppError && needsPerson.has(error.code) && !(error instanceof Paused);
  return isFinal ? fail(run, error) : error;
}

async function fail(run: Run, error: AppError): Promise<AppError> {
  await finishRun(run.id, "failed", explain(error));
  return error;
}

const missing = (schema: string, cause: unknown) =>
  new AppError("target_unavailable", `${schema}.users_sync or its bookkeeping is gone.`, {
    cause,
    meaning: "The parity check has written nothing.",
    remedy: "A full compare is due now and makes it again.",
  });
