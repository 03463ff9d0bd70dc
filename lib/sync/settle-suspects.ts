import { parkUser, unparkUsers } from "@/db/queries/changes";
import { noteWritten } from "@/db/queries/integrations";
import { type Run, saveProgress } from "@/db/queries/runs";
import { explain } from "@/lib/errors";
import { markGone } from "@/lib/target/gone";
import { suspects } from "@/lib/target/versions";
import { floorOf, type Sync, store } from "./context";
import { reach } from "./kill-points";
import { confirmIdentity, readUsers } from "./read-users";

const batchSize = 100;

/**
 * Live rows that the walk did not meet are suspects: each is asked for by id, and only the provider's own "no such user"
 * marks it deleted. True when there are none left.
 */
export async function settleSuspects(sync: Sync, run: Run, until: number): Promise<boolean> {
  const firstFloor = run.firstFloor;
  if (firstFloor === null) return true;
  for (;;) {
    const ids = await suspects(sync.target, sync.table, { firstFloor, after: run.cursor ?? "", limit: batchSize });
    if (ids.length === 0) return true;
    await settleBatch(sync, run, ids);
    if (Date.now() >= until) return false;
  }
}

async function settleBatch(sync: Sync, run: Run, ids: string[]): Promise<void> {
  const floor = await floorOf(sync);
  const readings = await readUsers(sync, ids);
  const live = readings.flatMap((reading) => ("user" in reading && reading.user ? [reading.user] : []));
  const gone = readings.flatMap((reading) => ("user" in reading && !reading.user ? [reading.id] : []));
  const unread = readings.flatMap((reading) => ("error" in reading ? [reading] : []));

  const outcome = live.length > 0 ? await store(sync, live, floor, true) : { written: 0, unwritable: [] };
  if (gone.length > 0) await confirmIdentity(sync);
  const removed = gone.length > 0 ? await markGone(sync.target, sync.table, gone, floor) : { written: 0, accepted: [] };
  if (removed.written > 0) await noteWritten(sync.integration.id);
  reach("suspects.written");

  const parked = [...outcome.unwritable, ...unread.map(({ id, error }) => ({ id, reason: explain(error) }))];
  for (const { id, reason } of parked) await parkUser(sync.integration.id, `run:${run.id}`, id, reason);
  await unparkUsers(sync.integration.id, removed.accepted);
  run.cursor = ids.at(-1) ?? run.cursor;
  await saveProgress(run.id, {
    cursor: run.cursor,
    written: outcome.written,
    deleted: removed.written,
    parked: parked.length,
  });
}
