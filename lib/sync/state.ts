import { type InboxSummary, summariseInbox } from "@/db/queries/changes";
import { lookAtStates, type Noticed, noteState } from "@/db/queries/state-changes";
import { formatCount, formatDuration } from "@/lib/format";
import { findSilence, type Silence } from "@/lib/silence";
import { type SyncState, syncState } from "@/lib/sync-state";

/** Notes every integration whose state is another than the one that was noticed last, and why it is. */
export async function noticeStates(): Promise<void> {
  await Promise.all((await lookAtStates()).map(notice));
}

async function notice(seen: Noticed): Promise<void> {
  const { integration } = seen;
  const { state: from } = integration;
  const silence = await findSilence(integration);
  if (stateOf(seen, seen.inbox, silence) === from) return;
  const inbox = await summariseInbox(integration.id);
  // With the numbers of this moment; what only passes by is none of them.
  const to = stateOf(seen, { ...inbox, waiting: Math.min(inbox.waiting, seen.inbox.waiting) }, silence);
  if (to !== from) await noteState(integration.id, { from, to, reason: whyState[to](seen, inbox, silence) });
}

const stateOf = ({ integration, run, lastRun }: Noticed, inbox: Noticed["inbox"], silence: Silence | null): SyncState =>
  syncState(integration, { ...inbox, silent: silence !== null }, run ?? undefined, lastRun ?? undefined);

const whyState: Record<SyncState, (seen: Noticed, inbox: InboxSummary, silence: Silence | null) => string> = {
  "action-required": ({ integration: { problem } }, { held, parked }) =>
    problem?.needsPerson
      ? problem.message
      : [
          held > 0 && `${formatCount(held, "deletion")} above the limit ${held === 1 ? "waits" : "wait"} for a person.`,
          parked > 0 && `${formatCount(parked, "user")} could not be read or stored.`,
        ]
          .filter(Boolean)
          .join(" "),
  degraded: ({ integration: { problem }, lastRun }, _inbox, silence) =>
    problem?.message ??
    whyIncomplete(lastRun) ??
    (silence ? "No event comes any more." : "A full check was due and has not started."),
  backfilling: () => "Every user is copied for the first time.",
  "catching-up": (_seen, { waiting }) =>
    waiting > 0
      ? `${formatCount(waiting, "change")} ${waiting === 1 ? "waits" : "wait"} for a read.`
      : "Every user is copied. The compare is next.",
  paused: ({ integration: { pausedBy } }) => `${pausedBy ?? "Somebody"} paused the sync.`,
  "in-parity": ({ integration: { state, stateSince } }) =>
    state && stateSince
      ? `Back after ${formatDuration(Date.now() - stateSince.getTime())} of ${nameOf(state)}.`
      : "The last full check found both sides equal, and nothing waits.",
};

function whyIncomplete(lastRun: Noticed["lastRun"]): string | null {
  if (lastRun?.state !== "incomplete" && lastRun?.state !== "failed") return null;
  if (lastRun.kind === "verify") return lastRun.reason;
  return `The last full check ${lastRun.state === "failed" ? "failed" : "is incomplete"}. ${lastRun.reason ?? ""}`.trim();
}

/** "catching-up" → "Catching up" */
const nameOf = (state: string): string => state.charAt(0).toUpperCase() + state.slice(1).replace("-", " ");
