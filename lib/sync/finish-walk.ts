import { findLiveIntegration, type Integration, updateIntegration } from "@/db/queries/integrations";
import { findRun, finishRun, type Run, startRun } from "@/db/queries/runs";
import { log } from "@/lib/log";
import { nextCheck, nextDelta } from "./schedule";
import { finishVerify } from "./verify-finish";

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** A run with a part that failed, or that waits for a person, is incomplete; and why. */
function outcomeOf({ parked, held, kind, written, deleted }: Run): ["equal" | "repaired" | "incomplete", string?] {
  const open = [
    ...(parked > 0 ? [`${count(parked, "user", "users")} could not be read or stored`] : []),
    ...(held > 0 ? [`${count(held, "deletion waits", "deletions wait")} for a person`] : []),
  ];
  if (open.length > 0) return ["incomplete", `${open.join("; ")}.`];
  return [kind !== "backfill" && written + deleted > 0 ? "repaired" : "equal"];
}

/** When the next walks are due. Only a full compare proves both sides equal. */
function scheduleAfter({ kind, expected, seen, startedAt }: Run, integration: Integration) {
  const nextDeltaAt = nextDelta();
  if (kind === "delta") return { nextDeltaAt };
  return {
    nextDeltaAt,
    nextCheckAt: nextCheck(integration),
    ...(expected === null && { providerCount: seen, providerCountedAt: startedAt }),
    ...(kind === "reconcile" && { lastCheckedAt: new Date() }),
  };
}

/**
 * Ends a walk that has nothing left to do and says when the next one is due. A backfill is followed at once by a full
 * compare, because users may have changed behind it while no webhook was set up yet; that run is returned.
 */
export async function finishWalk(runId: string): Promise<Run | null> {
  const run = await findRun(runId);
  if (run?.state !== "running") return null;
  if (run.kind === "verify") return finishVerify(run).then(() => null);
  const [state, reason] = outcomeOf(run);
  if (!(await finishRun(run.id, state, reason))) return null;
  const { kind, seen, written, deleted, held } = run;
  log.info({ runId, kind, state, seen, written, deleted, held }, "walk ended");
  const found = await findLiveIntegration(run.integrationId);
  if (!found) return null;
  await updateIntegration(run.integrationId, { problem: null, ...scheduleAfter(run, found.integration) });
  return kind === "backfill" ? startRun(run.integrationId, "reconcile", "connect") : null;
}
