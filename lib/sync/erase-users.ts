import { dueErasures, type Erasure, moveErasures, postponeErasures, settleErased } from "@/db/queries/erasures";
import { noteWritten } from "@/db/queries/integrations";
import { parkUsers } from "@/db/queries/left-open";
import { explain } from "@/lib/errors";
import { noteRows } from "@/lib/observe/notes";
import type { ProviderUser } from "@/lib/providers/types";
import { type Erased, eraseGone, type Refusal, whyRefused } from "@/lib/target/erase";
import type { Floor } from "@/lib/target/types";
import { floorOf, type Sync, store, withSync } from "./context";
import { reach } from "./kill-points";
import { whyHold } from "./limit";
import { confirmIdentity, readUsers, splitReadings } from "./read-users";
import { removeUsers } from "./remove-users";
import { stepMillis } from "./step";

/** Small, because the customer's keys may take many rows along. */
const batchSize = 50;
const againInMinutes = 10;

/**
 * Works an integration's due erasures for about `stepMillis`: each user is asked for by id once more, and only the row of
 * one who is still gone, and to which nothing was written since the deletion, is erased. Returns how many it settled.
 * Throws AppError when the provider or the target does not answer; the erasures then wait as they are.
 */
export async function eraseUsers(integrationId: string, until = Date.now() + stepMillis): Promise<number> {
  const worked = await withSync(integrationId, async (sync) => {
    let settled = 0;
    for (;;) {
      const due = await dueErasures(integrationId, batchSize);
      const now = due.length > 0 ? await eraseBatch(sync, due) : 0;
      settled += now;
      if (now === 0 || Date.now() >= until) return settled;
    }
  });
  return worked ?? 0;
}

async function eraseBatch(sync: Sync, due: Erasure[]): Promise<number> {
  const floor = await floorOf(sync);
  const ids = due.map(({ userId }) => userId);
  const { readings, later } = await readUsers(sync, ids);
  const { live, gone } = splitReadings(readings);
  for (const reading of readings) {
    if ("error" in reading) await again(sync, [reading.id], explain(reading.error));
  }
  const back = await keepLive(sync, live, floor);
  const dueAndGone = due.filter(({ userId }) => gone.includes(userId));
  if (dueAndGone.length > 0) await confirmIdentity(sync);
  const erased = dueAndGone.length > 0 ? await eraseRows(sync, dueAndGone, floor) : 0;
  if (later) throw later;
  return back + erased;
}

const again = (sync: Sync, userIds: string[], reason: string) =>
  postponeErasures(sync.integration.id, userIds, { minutes: againInMinutes, reason });

/** Whoever the provider knows again keeps the row, and it says what was read. Returns how many erasures that settled. */
async function keepLive(sync: Sync, users: ProviderUser[], floor: Floor): Promise<number> {
  if (users.length === 0) return 0;
  const { id } = sync.integration;
  const { accepted, unwritable } = await store(sync, users, floor, true);
  await parkUsers(id, unwritable);
  const back = [...accepted, ...unwritable.map(({ id: userId }) => userId)];
  return moveErasures(id, back, { from: ["waiting"], to: "cancelled", reason: "The provider knows this user again." });
}

/** Where the database refuses, halves until the user at fault is alone. Returns how many erasures were settled. */
async function eraseRows(sync: Sync, due: Erasure[], floor: Floor): Promise<number> {
  const outcome = await attempt(sync, due, floor);
  if ("erased" in outcome) {
    noteRows(sync.integration, "erased", outcome.written);
    if (outcome.written > 0) await noteWritten(sync.integration.id);
    await removeAgain(sync, outcome.overtaken, floor);
    return outcome.erased.length;
  }
  const [only] = due;
  if (due.length === 1 && only) return leave(sync, only, outcome);
  const half = Math.ceil(due.length / 2);
  return (await eraseRows(sync, due.slice(0, half), floor)) + (await eraseRows(sync, due.slice(half), floor));
}

/** One transaction: all of these rows, or why not. */
async function attempt({ integration, target, table }: Sync, due: Erasure[], floor: Floor): Promise<Erased | Refusal> {
  const rows = due.map(({ userId, seq }) => ({ id: userId, seq }));
  try {
    return await settleErased(integration.id, async (lockWaiting) => {
      const erased = await eraseGone(target, table, rows, floor, lockWaiting);
      reach("erase.erased");
      return erased;
    });
  } catch (error) {
    const refusal = whyRefused(error);
    if (refusal) return refusal;
    throw error;
  }
}

async function leave(sync: Sync, { userId }: Erasure, { lasting, reason }: Refusal): Promise<number> {
  if (lasting) return moveErasures(sync.integration.id, [userId], { from: ["waiting"], to: "parked", reason });
  await again(sync, [userId], reason);
  return 0;
}

/**
 * Gone at the provider, and yet something was written since the deletion, or the bookkeeping that would tell was lost:
 * this is a deletion of its own, with a hold-back of its own.
 */
async function removeAgain(sync: Sync, userIds: string[], floor: Floor): Promise<void> {
  const hold = await whyHold(sync, userIds.length);
  if (hold) await again(sync, userIds, hold);
  else await removeUsers(sync, userIds, floor);
}
