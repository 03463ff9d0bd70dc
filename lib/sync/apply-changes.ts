import { type Backlog, dueChanges, type InboxChange, measureBacklog, waitingChanges } from "@/db/queries/changes";
import { isRepair } from "@/db/queries/differences";
import { clearWake } from "@/db/queries/integrations";
import { closeOpen } from "@/db/queries/left-open";
import { answerBacklog } from "@/db/queries/runs";
import { tracedDrain } from "@/lib/observe/tracing";
import type { ProviderUser } from "@/lib/providers/types";
import type { Floor } from "@/lib/target/types";
import { storedHashes, storedUpdatedAt } from "@/lib/target/versions";
import { isWalkCheaper } from "./backlog";
import { floorOf, type Sync, store, withSync } from "./context";
import { countAgain } from "./count";
import { reach } from "./kill-points";
import { whyHold } from "./limit";
import { confirmIdentity, readUsers } from "./read-users";
import { removeUsers } from "./remove-users";
import { askAgainLater, leaveToPerson, settleAnswered, tryAgainLater } from "./settle-changes";
import { type Newest, newestOf, type Sorted, sortReadings } from "./sort-readings";

/** A quiet inbox makes small batches by itself; this bounds a busy one. */
const batchSize = 1000;

export type Drained = {
  settled: number;
  /** Seconds until the first change that this drain postponed is due; null if it postponed none. */
  againInSeconds: number | null;
  /** False once a look into the inbox found nothing that is due; whoever brings more wakes the next drain. */
  more: boolean;
  /** The walk that works this backlog instead, to be woken; null if there is none. */
  walk: string | null;
};

const nothing: Drained = { settled: 0, againInSeconds: null, more: false, walk: null };

/**
 * Works one batch of the integration's inbox: newest change per user → a read from the provider → the table → settled.
 * A backlog that a walk reads more cheaply than one get per user is left to that walk.
 * Throws AppError when the provider or the target does not answer, `Paused` while a person has it paused; what was not
 * settled by then stays as it is.
 */
export async function applyChanges(integrationId: string): Promise<Drained> {
  const due = await lookIntoInbox(integrationId);
  if (due.length === 0) return nothing;
  const drained = await withSync(integrationId, (sync) => applyOrWalk(sync, due));
  return drained ? { ...nothing, ...drained, more: true } : nothing;
}

async function applyOrWalk(sync: Sync, due: InboxChange[]): Promise<Partial<Drained>> {
  const { id } = sync.integration;
  const backlog = await measureBacklog(id);
  // A walk would mend more than the person was shown.
  const canWalk = !due.some(isRepair) && (await isWalkCheaper(id, backlog));
  const walk = canWalk ? await answerBacklog(id, backlog.upTo) : null;
  if (walk) return { walk };
  return tracedDrain(sync.integration, due, () => applyBatch(sync, due, backlog));
}

/**
 * The wake flag stays up as long as there is work, so that events that come meanwhile send nothing. It goes down before
 * the last look: what is committed after that look finds it down and wakes the next drain.
 */
async function lookIntoInbox(integrationId: string): Promise<InboxChange[]> {
  const due = await dueChanges(integrationId, batchSize);
  if (due.length > 0) return due;
  await clearWake(integrationId);
  return dueChanges(integrationId, batchSize);
}

type Batch = Pick<Drained, "settled" | "againInSeconds">;

async function applyBatch(sync: Sync, due: InboxChange[], backlog: Backlog): Promise<Batch> {
  const { integration, target, table } = sync;
  const ids = [...new Set(due.map(({ userId }) => userId))];
  // Before the provider is asked: what arrives later is not answered by this read.
  const waiting = await waitingChanges(integration.id, ids);
  const newest = newestOf(waiting);
  const floor = await floorOf(sync);
  const [{ readings, later }, stored] = await Promise.all([readUsers(sync, ids), storedUpdatedAt(target, table, ids)]);
  reach("apply.read");
  const batch = sortReadings(newest, readings, stored);
  const written = await writeLive(sync, batch, floor, waiting.some(isRepair));
  const removed = await removeGone(sync, batch, floor, backlog);
  reach("apply.written");
  const done = new Set([...written, ...removed]);
  const liveById = new Map(batch.live.map((user) => [user.id, user]));
  const open = await settleAnswered(integration, waiting, newest, done, liveById);
  const delays = [
    ...(await askAgainLater(integration, [...batch.askAgain, ...open], waiting)),
    ...(await tryAgainLater(integration, batch.unread, waiting)),
  ];
  // Somebody came or went: the number that people see beside the rows is asked for again.
  if (waiting.some(({ kind, userId }) => kind !== "updated" && done.has(userId))) await countAgain(sync);
  if (later) throw later;
  return { settled: done.size, againInSeconds: delays.length > 0 ? Math.min(...delays) : null };
}

/** Returns the ids that are done. A refused row stays waiting and is read again: no failed attempt. `repair`: see `store`. */
async function writeLive(sync: Sync, { live, newest }: Sorted, floor: Floor, repair: boolean): Promise<string[]> {
  if (live.length === 0) return [];
  await confirmNewcomers(sync, live);
  const { accepted, unwritable } = await store(sync, live, floor, repair);
  for (const { id, reason } of unwritable)
    await leaveToPerson(sync.integration, changesOf(newest, [id]), "parked", reason);
  await closeOpen(sync.integration.id, accepted);
  return accepted;
}

/** Credentials that speak for another project by now would give its users, and they would become rows. */
async function confirmNewcomers(sync: Sync, live: ProviderUser[]): Promise<void> {
  const ids = live.map(({ id }) => id);
  const stored = await storedHashes(sync.target, sync.table, ids);
  if (ids.some((id) => !stored.get(id))) await confirmIdentity(sync);
}

/** Returns the ids that are done. Above the limit nobody is removed but those whom a person has approved. */
async function removeGone(sync: Sync, { gone, newest }: Sorted, floor: Floor, backlog: Backlog): Promise<string[]> {
  const approved = gone.filter((id) => newest.get(id)?.approvedBy);
  const others = gone.filter((id) => !newest.get(id)?.approvedBy);
  const reason = await whyHold(sync, others.length === 0 ? 0 : Math.max(others.length, backlog.deletions));
  if (reason) await leaveToPerson(sync.integration, changesOf(newest, others), "held", reason);
  const { accepted } = await removeUsers(sync, reason ? approved : gone, floor);
  await closeOpen(sync.integration.id, accepted);
  return accepted;
}

const changesOf = (newest: Newest, userIds: string[]): InboxChange[] =>
  userIds.flatMap((userId) => newest.get(userId) ?? []);
