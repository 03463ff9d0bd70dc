import { waitingChanges } from "@/db/queries/changes";
import type { Run } from "@/db/queries/runs";
import type { ProviderUser } from "@/lib/providers/types";
import type { Sync } from "./context";
import { decide } from "./decide";
import { settleAnswered } from "./settle-changes";
import { newestOf } from "./sort-readings";

/**
 * Settles the changes that a walk of a backlog has answered: those that had arrived before this step read anything, of
 * users whom it has just stored, where the read does not contradict the event. The others are left to the drain.
 */
export async function settleWalked({ integration }: Sync, { answers }: Run, stored: ProviderUser[]): Promise<void> {
  if (answers === null || stored.length === 0) return;
  const live = new Map(stored.map((user) => [user.id, user]));
  const waiting = (await waitingChanges(integration.id, [...live.keys()])).filter(({ id }) => id <= answers);
  const newest = newestOf(waiting);
  const done = [...newest.values()].filter((change) => {
    const user = live.get(change.userId);
    return user && decide(change, user, undefined) === "write";
  });
  await settleAnswered(integration, waiting, newest, new Set(done.map(({ userId }) => userId)), live);
}
