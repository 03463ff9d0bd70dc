import { confirmClaim } from "./claims";
import { markSql, tombstoneSql } from "./guard";
import { retrying } from "./retry";
import { isStorableId } from "./rows";
import type { Floor, Table, Target } from "./types";

type GoneOutcome = { accepted: string[]; refused: string[]; written: number };

/** `seq`: the tick since which the user has been gone. `marked`: the row was live until this transaction. */
export type Tombstone = { id: string; seq: string; marked: boolean };

const maxIds = 1000;

/**
 * Marks users as deleted whom the provider does not know, as asked after `floor` was drawn. `accepted` includes ids that
 * had no row: their tombstone keeps a slower, older read out. `refused`: a later read has written, ask again.
 * What `beforeCommit` writes elsewhere is there before any of these marks is: if it throws, nothing is marked.
 * Throws AppError `conflict` where the claim is lost.
 */
export async function markGone(
  target: Target,
  table: Table,
  ids: string[],
  floor: Floor,
  beforeCommit: (tombstones: Tombstone[]) => Promise<void> = async () => {},
): Promise<GoneOutcome> {
  const distinct = [...new Set(ids)];
  const storable = distinct.filter(isStorableId);
  // No row can ever have such an id, so there is nothing to mark and nothing to keep out.
  const outcome: GoneOutcome = { accepted: distinct.filter((id) => !isStorableId(id)), refused: [], written: 0 };
  for (let start = 0; start < storable.length; start += maxIds) {
    const batch = storable.slice(start, start + maxIds);
    const { accepted, written } = await retrying(() => markBatch(target, table, batch, floor, beforeCommit));
    outcome.accepted.push(...accepted);
    outcome.refused.push(...batch.filter((id) => !accepted.has(id)));
    outcome.written += written;
  }
  if (outcome.refused.length > 0 && outcome.accepted.length === 0) await confirmClaim(target, table);
  return outcome;
}

/** Two statements: the second one's snapshot is newer than the locks that the first one waited for. */
async function markBatch(
  target: Target,
  { schema, integrationId }: Table,
  ids: string[],
  floor: Floor,
  beforeCommit: (tombstones: Tombstone[]) => Promise<void>,
) {
  return target.transaction(async (tx) => {
    const values = [JSON.stringify(ids), floor.floor, floor.epoch, schema, integrationId];
    const { rows } = await tx.query<{ id: string; seq: string }>(tombstoneSql(schema), values);
    const accepted = new Set(rows.map(({ id }) => id));
    if (accepted.size === 0) return { accepted, written: 0 };
    const marking = await tx.query<{ id: string }>(markSql(schema), [JSON.stringify([...accepted])]);
    const marked = new Set(marking.rows.map(({ id }) => id));
    await beforeCommit(rows.map((tombstone) => ({ ...tombstone, marked: marked.has(tombstone.id) })));
    return { accepted, written: marked.size };
  });
}
