import type { InboxSummary } from "@/db/queries/changes";
import type { Integration } from "@/db/queries/integrations";
import type { Run } from "@/db/queries/runs";

/** Worst first; see the status vocabulary in docs/decisions.md. */
export const syncStates = ["action-required", "degraded", "backfilling", "catching-up", "paused", "in-parity"] as const;
export type SyncState = (typeof syncStates)[number];

/** A full compare that is overdue by this much means that nothing is running: silence is an error of its own. */
const overdueMillis = 10 * 60_000;

/** Whether the next full compare should have begun long ago. */
export const isOverdue = (nextCheckAt: Date | null, now = Date.now()): boolean =>
  nextCheckAt !== null && now - nextCheckAt.getTime() > overdueMillis;

/** A wait for the provider's rate limit: nothing is wrong. */
const throttled = "provider_throttled";

/** What is open, and whether deliveries stay out for longer than usual (lib/silence.ts). */
type Inbox = Pick<InboxSummary, "waiting" | "parked" | "held"> & { silent?: boolean };

/** Worst first. In parity is said only when the last full compare found both sides equal and nothing waits. */
export function syncState(
  integration: Pick<Integration, "problem" | "nextCheckAt" | "lastCheckedAt" | "pausedAt">,
  inbox: Inbox,
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
  if (inbox.silent || (!run && isOverdue(nextCheckAt, now))) return "degraded";
  if (inbox.waiting > 0 || !lastCheckedAt) return "catching-up";
  return "in-parity";
}
