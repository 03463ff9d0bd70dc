import { timerLateness } from "@/db/queries/work";
import { isEmbedded } from "@/inngest/client";
import type { Actor } from "@/lib/projects/views";
import { usualGapOf } from "@/lib/silence";
import type { Facts } from "./checks/facts";
import { deliveriesCheck, feedCheck, webhookCheck } from "./checks/listening-checks";
import { probe } from "./checks/probe";
import { credentialsCheck, scopesCheck } from "./checks/provider-checks";
import { targetChecks } from "./checks/target-checks";
import { queueCheck, reconcileCheck, workerCheck } from "./checks/work-checks";
import { readNumbers } from "./numbers";
import { readStatus } from "./read-status";
import { requireIntegration } from "./require-integration";
import type { CheckState, ChecksView, CheckView } from "./views";

const order: CheckState[] = ["failing", "waiting", "not-checked", "passing"];

/** Every check, worst first; those in the same state as one needs the other. */
function deriveChecks(facts: Facts): CheckView[] {
  const checks = [
    credentialsCheck(facts),
    scopesCheck(facts),
    webhookCheck(facts),
    feedCheck(facts),
    deliveriesCheck(facts),
    ...targetChecks(facts),
    queueCheck(facts),
    reconcileCheck(facts),
    workerCheck(facts),
  ].filter((check) => check !== null);
  return checks.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/**
 * What works and what does not, with the numbers beside it. Asks the provider and the database, at most every 30 s for all
 * who look, and not at all while paused.
 */
export async function getChecks(actor: Actor, projectId: string): Promise<ChecksView> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  const [status, probed, usualGap, late] = await Promise.all([
    readStatus(integration, project.database),
    probe(integration, project),
    usualGapOf(integration),
    timerLateness(),
  ]);
  const engine = { embedded: isEmbedded, late };
  const checks = deriveChecks({ integration, status, probe: probed, usualGap, engine, now: Date.now() });
  const numbers = await readNumbers(integration, probed);
  return { checks, numbers, probedAt: probed?.at ?? null };
}
