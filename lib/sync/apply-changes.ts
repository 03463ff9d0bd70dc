import { dueChanges, type InboxChange, parkUser, unparkUsers, waitingChanges } from "@/db/queries/changes";
import { clearWake, noteWritten } from "@/db/queries/integrations";
import { log } from "@/lib/log";
import type { ProviderUser } from "@/lib/providers/types";
import { markGone } from "@/lib/target/gone";
import type { Floor } from "@/lib/target/types";
import { storedUpdatedAt } from "@/lib/target/versions";
import { floorOf, type Sync, store, withSync } from "./context";
import { countAtProvider } from "./count";
import { decide } from "./decide";
import { reach } from "./kill-points";
import { confirmIdentity, type Reading, readUsers } from "./read-users";
import { askAgainLater, settleAnswered, tryAgainLater, type Unread } from "./settle-changes";

const batchSize = 200;

export type Drained = {
  settled: number;
  /** Seconds until the first change that this drain postponed is due; null if it postponed none. */
  againInSeconds: number | null;
  more: boolean;
};

/**
 * Works one batch of the integration's inbox: newest change per user → a read from the provider → the table → settled.
 * Throws AppError when the provider or the target does not answer; the inbox then stays as it is.
 */
export async function applyChanges(integrationId: string): Promise<Drained> {
  // Before the read: what arrives after it finds the flag down and wakes the next drain.
  await clearWake(integrationId);
  const due = await dueChanges(integrationId, batchSize);
  if (due.length === 0) return { settled: 0, againInSeconds: null, more: false };
  const drained = await withSync(integrationId, (sync) => applyBatch(sync, due));
  return { ...(drained ?? { settled: 0, againInSeconds: null }), more: drained !== null && due.length === batchSize };
}

async function applyBatch(sync: Sync, due: InboxChange[]): Promise<Omit<Drained, "more">> {
  const ids = [...new Set(due.map(({ userId }) => userId))];
  // Before the provider is asked: what arrives later is not answered by this read.
  const waiting = await waitingChanges(sync.integration.id, ids);
  const newest = new Map(waiting.map((change) => [change.userId, change]));
  const floor = await floorOf(sync);
  const [readings, stored] = await Promise.all([readUsers(sync, ids), storedUpdatedAt(sync.target, sync.table, ids)]);
  reach("apply.read");
  const batch = sortReadings(newest, readings, stored);
  const done = new Set([...(await writeLive(sync, batch.live, floor)), ...(await removeGone(sync, batch.gone, floor))]);
  reach("apply.written");
  const open = await settleAnswered(waiting, newest, done, new Map(batch.live.map((user) => [user.id, user])));
  const delays = [...(await askAgainLater([...batch.askAgain, ...open])), ...(await tryAgainLater(batch.unread))];
  // Somebody came or went: the number that people see beside the rows is asked for again.
  if (waiting.some(({ kind, userId }) => kind !== "updated" && done.has(userId))) await countAtProvider(sync);
  log.debug({ integrationId: sync.integration.id, changes: due.length, done: done.size }, "changes applied");
  return { settled: done.size, againInSeconds: delays.length > 0 ? Math.min(...delays) : null };
}

type Sorted = {
  live: ProviderUser[];
  gone: string[];
  askAgain: InboxChange[];
  unread: Unread[];
};

function sortReadings(newest: Map<string, InboxChange>, readings: Reading[], stored: Map<string, string>): Sorted {
  const sorted: Sorted = { live: [], gone: [], askAgain: [], unread: [] };
  for (const reading of readings) {
    const change = newest.get(reading.id);
    if (!change) continue;
    if ("error" in reading) {
      sorted.unread.push({ change, error: reading.error });
      continue;
    }
    const decision = decide(change, reading.user, stored.get(reading.id));
    if (decision === "ask-again") sorted.askAgain.push(change);
    else if (reading.user) sorted.live.push(reading.user);
    else sorted.gone.push(reading.id);
  }
  return sorted;
}

/** Returns the ids that are done. A refused row stays waiting and is read again: no failed attempt. */
async function writeLive(sync: Sync, users: ProviderUser[], floor: Floor): Promise<string[]> {
  if (users.length === 0) return [];
  const { accepted, unwritable } = await store(sync, users, floor, false);
  for (const { id, reason } of unwritable) await parkUser(sync.integration.id, `unwritable:${floor.floor}`, id, reason);
  await unparkUsers(sync.integration.id, accepted);
  return [...accepted, ...unwritable.map(({ id }) => id)];
}

async function removeGone(sync: Sync, ids: string[], floor: Floor): Promise<string[]> {
  if (ids.length === 0) return [];
  await confirmIdentity(sync);
  const { accepted, written } = await markGone(sync.target, sync.table, ids, floor);
  if (written > 0) await noteWritten(sync.integration.id);
  await unparkUsers(sync.integration.id, accepted);
  return accepted;
}
