import type { InboxChange } from "@/db/queries/changes";
import type { ProviderUser } from "@/lib/providers/types";
import { decide } from "./decide";
import type { Reading } from "./read-users";
import type { Unread } from "./settle-changes";

export type Newest = Map<string, InboxChange>;

export type Sorted = {
  newest: Newest;
  live: ProviderUser[];
  gone: string[];
  askAgain: InboxChange[];
  unread: Unread[];
};

/** The newest change of each user, from a list in the order of arrival. */
export const newestOf = (changes: InboxChange[]): Newest => new Map(changes.map((change) => [change.userId, change]));

/** What each reading means for its user's newest change. `stored`: `updated_at` of the rows as they are. */
export function sortReadings(newest: Newest, readings: Reading[], stored: Map<string, string>): Sorted {
  const sorted: Sorted = { newest, live: [], gone: [], askAgain: [], unread: [] };
  for (const reading of readings) {
    const change = newest.get(reading.id);
    if (!change) continue;
    if ("error" in reading) sorted.unread.push({ change, error: reading.error });
    else if (decide(change, reading.user, stored.get(reading.id)) === "ask-again") sorted.askAgain.push(change);
    else if (reading.user) sorted.live.push(reading.user);
    else sorted.gone.push(reading.id);
  }
  return sorted;
}
