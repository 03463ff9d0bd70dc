import { closeOpen, holdDeletions, parkUsers, releaseHeld } from "@/db/queries/left-open";
import { type Run, saveProgress } from "@/db/queries/runs";
import { countSuspects } from "@/lib/target/deletions";
import type { Floor } from "@/lib/target/types";
import { suspects } from "@/lib/target/versions";
import { floorOf, type Sync, store } from "./context";
import { reach } from "./kill-points";
import { whyHold } from "./limit";
import { confirmIdentity, readUsers, splitReadings, unaskedOf } from "./read-users";
import { removeUsers } from "./remove-users";

const batchSize = 500;
const nobody = { written: 0, refused: [] };

/**
 * Live rows that the walk did not meet are suspects: each is asked for by id, and only the provider's own "no such user"
 * marks it deleted. Where there are more than the limit allows, those who are gone are held for a person first; if in the
 * end they are few, because the list was short, they are released. True when there are none left.
 */
export async function settleSuspects(sync: Sync, run: Run, until: number): Promise<boolean> {
  const { firstFloor } = run;
  if (firstFloor === null) return true;
  const hold = await whyHold(sync, await countSuspects(sync.target, sync.table, firstFloor));
  for (;;) {
    const ids = await suspects(sync.target, sync.table, { firstFloor, after: run.cursor ?? "", limit: batchSize });
    if (ids.length === 0) break;
    await settleBatch(sync, run, ids, hold);
    if (Date.now() >= until) return false;
  }
  await releaseFew(sync, run);
  return true;
}

async function releaseFew(sync: Sync, run: Run): Promise<void> {
  if (run.held === 0 || (await whyHold(sync, run.held))) return;
  await releaseHeld(run.integrationId, run.startedAt);
  await saveProgress(run.id, { held: -run.held });
}

async function settleBatch(sync: Sync, run: Run, ids: string[], hold: string | null): Promise<void> {
  const floor = await floorOf(sync);
  const { readings, later } = await readUsers(sync, ids);
  const { live, gone, unread } = splitReadings(readings);
  const stored = await store(sync, live, floor, true);
  const removed = await settleGone(sync, gone, floor, hold);
  reach("suspects.written");

  const { id: integrationId } = sync.integration;
  const parked = [...stored.unwritable, ...unread];
  await parkUsers(integrationId, parked);
  await closeOpen(integrationId, stored.accepted);
  const open = [...unaskedOf(ids, readings), ...stored.refused, ...removed.refused];
  run.cursor = lastSettled(ids, new Set(open)) ?? run.cursor;
  const held = hold ? gone.length : 0;
  run.held += held;
  const counts = { written: stored.written, deleted: removed.written, parked: parked.length, held };
  await saveProgress(run.id, { cursor: run.cursor, ...counts });
  if (later) throw later;
}

/** From the first one on who was not asked, or whose row was refused (the clock's epoch was over), they are looked at again. */
function lastSettled(ids: string[], open: Set<string>): string | undefined {
  const first = ids.findIndex((id) => open.has(id));
  return first === -1 ? ids.at(-1) : ids[first - 1];
}

async function settleGone(sync: Sync, gone: string[], floor: Floor, hold: string | null) {
  if (gone.length === 0) return nobody;
  const { id: integrationId } = sync.integration;
  if (hold) {
    await confirmIdentity(sync);
    await holdDeletions(
      integrationId,
      gone.map((id) => ({ id, reason: hold })),
    );
    return nobody;
  }
  const { accepted, written } = await removeUsers(sync, gone, floor);
  await closeOpen(integrationId, accepted);
  return { written, refused: gone.filter((id) => !accepted.includes(id)) };
}
