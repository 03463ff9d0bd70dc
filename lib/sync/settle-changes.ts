import { type InboxChange, postponeChange, settleChanges } from "@/db/queries/changes";
import { explain } from "@/lib/errors";
import type { ProviderUser } from "@/lib/providers/types";
import { askAgainAfter, decide } from "./decide";

export type Unread = { change: InboxChange; error: unknown };

/** Seconds between attempts at a user whom the provider cannot give; after the last one the change is parked. */
const retryAfter = [5, 15, 60, 300];

/**
 * Settles the changes of users who are done: the newest is applied, those before it are superseded by the same read.
 * Returns the earlier ones that this read contradicts (a deletion of somebody who is there): the read may lag behind them.
 */
export async function settleAnswered(
  waiting: InboxChange[],
  newest: Map<string, InboxChange>,
  done: Set<string>,
  live: Map<string, ProviderUser>,
): Promise<InboxChange[]> {
  const answered = waiting.filter(({ userId }) => done.has(userId));
  const applied = answered.filter(({ id, userId }) => newest.get(userId)?.id === id);
  const earlier = answered.filter((change) => !applied.includes(change));
  const open = earlier.filter((change) => {
    const user = live.get(change.userId);
    return user && decide(change, user, undefined) === "ask-again";
  });
  const superseded = earlier.filter((change) => !open.includes(change));
  const ids = (changes: InboxChange[]) => changes.map(({ id }) => id);
  await settleChanges(ids(applied), "applied");
  await settleChanges(ids(superseded), "superseded", "A later change of the same user was read.");
  return open;
}

/** Returns the delays in seconds. */
export async function askAgainLater(changes: InboxChange[]): Promise<number[]> {
  const delays: number[] = [];
  for (const change of changes) {
    const delay = askAgainAfter[change.asked] ?? 0;
    await postponeChange(change.id, "asked", delay, "The provider's answer contradicts the event.");
    delays.push(delay);
  }
  return delays;
}

/** Bounded attempts at users who could not be read: then they are parked, so that one never blocks the rest. */
export async function tryAgainLater(unread: Unread[]): Promise<number[]> {
  const delays: number[] = [];
  for (const { change, error } of unread) {
    const delay = retryAfter[change.attempts];
    if (delay === undefined) await settleChanges([change.id], "parked", explain(error));
    else {
      await postponeChange(change.id, "attempts", delay, explain(error));
      delays.push(delay);
    }
  }
  return delays;
}
