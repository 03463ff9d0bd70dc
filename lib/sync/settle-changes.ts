import { delayChanges, type InboxChange, postponeChanges, settleChanges } from "@/db/queries/changes";
import { leaveOpen } from "@/db/queries/left-open";
import { toPublicError } from "@/lib/errors";
import { noteDecision } from "@/lib/observe/notes";
import type { Subject } from "@/lib/observe/tracing";
import type { ProviderUser } from "@/lib/providers/types";
import { askAgainAfter, decide } from "./decide";

export type Unread = { change: InboxChange; error: unknown };

/** Seconds between attempts at a user whom the provider cannot give; after the last one the change is parked. */
const retryAfter = [5, 15, 60, 300];

/** Why a change is settled or left open, as it is kept beside it. */
export const reasons = {
  stored: "The user was read and stored.",
  gone: "The provider does not know the user.",
  laterRead: "A later change of the same user was read.",
  contradicted: "The provider's answer contradicts the event.",
};

/**
 * Settles the changes of users who are done: the newest is applied, those before it are superseded by the same read.
 * Returns the earlier ones that this read contradicts (a deletion of somebody who is there, a sign-up of somebody who is
 * not): they may have come out of order, and the read may lag behind them.
 */
export async function settleAnswered(
  subject: Subject,
  waiting: InboxChange[],
  newest: Map<string, InboxChange>,
  done: Set<string>,
  live: Map<string, ProviderUser>,
): Promise<InboxChange[]> {
  const answered = waiting.filter(({ userId }) => done.has(userId));
  const applied = answered.filter(({ id, userId }) => newest.get(userId)?.id === id);
  const earlier = answered.filter((change) => !applied.includes(change));
  const open = earlier.filter((change) => decide(change, live.get(change.userId) ?? null, undefined) === "ask-again");
  const superseded = earlier.filter((change) => !open.includes(change));
  const isLive = ({ userId }: InboxChange) => live.has(userId);
  await settle(subject, applied.filter(isLive), "applied", reasons.stored);
  await settle(
    subject,
    applied.filter((change) => !isLive(change)),
    "applied",
    reasons.gone,
  );
  await settle(subject, superseded, "superseded", reasons.laterRead);
  return open;
}

async function settle(
  subject: Subject,
  changes: InboxChange[],
  state: "applied" | "superseded",
  reason: string,
): Promise<void> {
  await settleChanges(idsOf(changes), state, reason);
  noteDecision(subject, state, changes, reason);
}

/** Leaves changes to a person: they cannot be read or stored (parked), or are deletions above the limit (held). */
export async function leaveToPerson(
  subject: Subject,
  changes: InboxChange[],
  state: "parked" | "held",
  reason: string,
): Promise<void> {
  await leaveOpen(idsOf(changes), state, reason);
  noteDecision(subject, state, changes, reason);
}

/** One read answers every change of a user: an earlier one that is due sooner would use up the turns of the later one. */
function delayEarlier(waiting: InboxChange[], later: InboxChange[], delay: number): Promise<void> {
  const until = new Map(later.map(({ userId, id }) => [userId, id]));
  return delayChanges(idsOf(waiting.filter(({ userId, id }) => id < (until.get(userId) ?? 0))), delay);
}

/** `waiting`: every change of their users. Returns the delays in seconds. */
export async function askAgainLater(
  subject: Subject,
  changes: InboxChange[],
  waiting: InboxChange[],
): Promise<number[]> {
  const delays: number[] = [];
  for (const [delay, group] of groupBy(changes, ({ asked }) => askAgainAfter[asked] ?? 0)) {
    await delayEarlier(waiting, group, delay);
    await postponeChanges(idsOf(group), "asked", delay, reasons.contradicted);
    noteDecision(subject, "asked_again", group, reasons.contradicted);
    delays.push(delay);
  }
  return delays;
}

/** Bounded attempts at users who could not be read: then they are parked, so that one never blocks the rest. */
export async function tryAgainLater(subject: Subject, unread: Unread[], waiting: InboxChange[]): Promise<number[]> {
  const delays: number[] = [];
  for (const { change, error } of unread) {
    const delay = retryAfter[change.attempts];
    const reason = toPublicError(error).message;
    if (delay === undefined) await leaveToPerson(subject, [change], "parked", reason);
    else {
      await delayEarlier(waiting, [change], delay);
      await postponeChanges([change.id], "attempts", delay, reason);
      noteDecision(subject, "tried_again", [change], reason);
      delays.push(delay);
    }
  }
  return delays;
}

const idsOf = (changes: InboxChange[]) => changes.map(({ id }) => id);

function groupBy<T>(items: T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
