import type { Counted } from "@/db/queries/minutes";
import { log } from "@/lib/log";
import { countMinute } from "./minutes";
import { metrics } from "./registry";
import { type Subject, type Traced, traceDecision } from "./tracing";

/** What was decided about a change: settled, left waiting (asked or tried again) or left to a person (parked, held). */
export type Outcome = "applied" | "superseded" | "parked" | "held" | "discarded" | "asked_again" | "tried_again";

type Decided = Traced & { kind: string; receivedAt: Date };

/** Their rows are now at least as new as the change. */
const inTheTable = new Set<Outcome>(["applied", "superseded"]);

/** Outcomes that the charts show. */
const charted: Partial<Record<Outcome, Counted>> = {
  applied: "applied",
  superseded: "superseded",
  asked_again: "askedAgain",
  parked: "parked",
  held: "held",
};

const labelsOf = ({ id, providerId }: Subject) => ({ integration: id, provider: providerId });

/** One count and, at debug, one line per change. `reason` is words without names, addresses or secrets. */
export function noteDecision(subject: Subject, outcome: Outcome, changes: Decided[], reason: string): void {
  const { decisions, latency } = metrics();
  const lags: number[] = [];
  for (const { eventId, userId, kind, receivedAt } of changes) {
    decisions.inc({ ...labelsOf(subject), outcome });
    // The database's clock wrote receivedAt: it may be ahead of ours.
    const seconds = Math.max(0, Date.now() - receivedAt.getTime()) / 1000;
    if (inTheTable.has(outcome)) {
      latency.observe({ provider: subject.providerId }, seconds);
      lags.push(seconds * 1000);
    }
    traceDecision(subject, outcome, { eventId, userId });
    log.debug({ integrationId: subject.id, eventId, userId, kind, outcome, reason, seconds }, "decided");
  }
  const name = charted[outcome];
  if (name && changes.length > 0) countMinute(subject.id, { [name]: changes.length }, lags);
}

/** Rows of users_sync that a statement really wrote. */
export const noteRows = (subject: Subject, action: "stored" | "marked" | "erased", rows: number): void =>
  metrics().rows.inc({ ...labelsOf(subject), action }, rows);

/** Users on a page of a walk. */
export const noteWalked = (subject: Subject, run: string, users: number): void =>
  metrics().walked.inc({ ...labelsOf(subject), run }, users);

/** One webhook delivery: its changes are new, were there before, or it was refused. */
export function noteDelivery(subject: Subject, outcome: "accepted" | "duplicate" | "refused"): void {
  metrics().deliveries.inc({ ...labelsOf(subject), outcome });
  if (outcome === "duplicate") countMinute(subject.id, { duplicate: 1 });
}
