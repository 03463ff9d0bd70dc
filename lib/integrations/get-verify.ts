import { countDifferences, findRepair, listDifferences } from "@/db/queries/differences";
import { findIntegrationOfProject, type Integration } from "@/db/queries/integrations";
import { findLastRun, findLastVerify, findRunningRun, type Run } from "@/db/queries/runs";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { toRunView } from "./run-view";
import type { VerifyResult, VerifyView } from "./views";

/** As many as a person reads before deciding about all. */
const shown = 50;

/** The parity check as it stands, from the console database alone; null where the project is not connected. */
export async function getVerify(actor: Actor, projectId: string): Promise<VerifyView | null> {
  await requireRole(actor, projectId, "viewer");
  const integration = await findIntegrationOfProject(projectId);
  if (!integration) return null;
  const [running, last] = await Promise.all([findRunningRun(integration.id), findLastVerify(integration.id)]);
  return {
    provider: getProvider(integration.providerId).name,
    schema: integration.schemaName,
    running: running?.kind === "verify" ? toRunView(running) : null,
    last: last ? await resultOf(last) : null,
    blocked: whyBlocked(integration, running),
  };
}

function whyBlocked({ pausedAt, lastCheckedAt }: Integration, running: Run | undefined): VerifyView["blocked"] {
  if (pausedAt) return "paused";
  if (!lastCheckedAt) return "first-copy";
  // A delta gives way.
  return running?.kind === "backfill" || running?.kind === "reconcile" ? "compare" : null;
}

async function resultOf(run: Run): Promise<VerifyResult> {
  const [counts, first, lastRun, repair] = await Promise.all([
    countDifferences(run.id),
    listDifferences(run.id, shown),
    findLastRun(run.integrationId),
    findRepair(run.integrationId, run.id),
  ]);
  return { run: toRunView(run), counts, first, repair, stands: lastRun?.id === run.id };
}
