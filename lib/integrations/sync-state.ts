import type { InboxSummary } from "@/db/queries/changes";
import type { Integration } from "@/db/queries/integrations";
import type { Run } from "@/db/queries/runs";
import type { SyncState } from "./views";

/** A full compare that is overdue by this much means that nothing is running: silence is an error of its own. */
const overdueMillis = 10 * 60_000;

/** A wait for the provider's rate limit: nothing is wrong. */
const throttled = "provider_throttled";

/** Worst first. In parity is said only when the last full compare found both sides equal and nothing waits. */
export function syncState(
  integration: Pick<Integration, "problem" | "nextCheckAt" | "lastCheckedAt" | "pausedAt">,
  inbox: Pick<InboxSummary, "waiting" | "parked" | "held">,
  run: Pick<Run, "kind"> | undefined,
  lastRun: Pick<Run, "state"> | undefined,
  now = Date.now(),
): SyncState {
  const { problem, nextCheckAt, lastCheckedAt, pausedAt } = integration;
  if (problem?.needsPerson || inbox.parked > 0 || inbox.held > 0) return "action-required";
  // A wish, not a failure: what is wrong shows again when it goes on.
  if (pausedAt) return "paused";
  if ((problem && problem.code !== throttled) || lastRun?.state === "incomplete" || lastRun?.state === "failed")
    return "degraded";
  if (run?.kind === "backfill") return "backfilling";
  if (!run && nextCheckAt && now - nextCheckAt.getTime() > overdueMillis) return "degraded";
  if (inbox.waiting > 0 || !lastCheckedAt) return "catching-up";
  return "in-parity";
}
