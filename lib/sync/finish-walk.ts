import { updateIntegration } from "@/db/queries/integrations";
import { findRun, finishRun, type Run, startRun } from "@/db/queries/runs";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/**
 * Ends a walk that has nothing left to do and says when the next one is due. A backfill is followed at once by a full
 * compare, because users may have changed behind it while no webhook was set up yet; that run is returned.
 */
export async function finishWalk(runId: string): Promise<Run | null> {
  const run = await findRun(runId);
  if (run?.state !== "running") return null;
  const state =
    run.parked > 0 ? "incomplete" : run.kind === "reconcile" && run.written + run.deleted > 0 ? "repaired" : "equal";
  const reason = run.parked > 0 ? `${run.parked} users could not be read or stored.` : undefined;
  if (!(await finishRun(run.id, state, reason))) return null;
  log.info({ runId, kind: run.kind, state, seen: run.seen, written: run.written, deleted: run.deleted }, "walk ended");
  const now = Date.now();
  await updateIntegration(run.integrationId, {
    problem: null,
    nextCheckAt: new Date(now + env.CHECK_EVERY_MINUTES * 60_000),
    ...(run.expected === null && { providerCount: run.seen, providerCountedAt: run.startedAt }),
    ...(run.kind === "reconcile" && { lastCheckedAt: new Date(now) }),
  });
  return run.kind === "backfill" ? startRun(run.integrationId, "reconcile", "connect") : null;
}
