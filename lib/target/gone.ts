import { confirmClaim } from "./claims";
import { markSql, tombstoneSql } from "./guard";
import { retrying } from "./retry";
import { isStorableId } from "./rows";
import type { Floor, Table, Target } from "./types";

type GoneOutcome = { accepted: string[]; refused: string[]; written: number };

const maxIds = 1000;

/**
 * Marks users as deleted whom the provider does not know, as asked after `floor` was drawn. `accepted` includes ids that
 * had no row: their tombstone keeps a slower, older read out. `refused`: a later read has written, ask again.
 * Throws AppError `conflict` where the claim is lost.
 */
export async function markGone(target: Target, table: Table, ids: string[], floor: Floor): Promise<GoneOutcome> {
  const distinct = [...new Set(ids)];
  const storable = distinct.filter(isStorableId);
  // No row can ever have such an id, so there is nothing to mark and nothing to keep out.
  const outcome: GoneOutcome = { accepted: distinct.filter((id) => !isStorableId(id)), refused: [], written: 0 };
  for (let start = 0; start < storable.length; start += maxIds) {
    const batch = storable.slice(start, start + maxIds);
    const { accepted, written } = await retrying(() => markBatch(target, table, batch, floor));
    outcome.accepted.push(...accepted);
    outcome.refused.push(...batch.filter((id) => !accepted.has(id)));
    outcome.written += written;
  }
  if (outcome.refused.length > 0 && outcome.accepted.length === 0) await confirmClaim(target, table);
  return outcome;
}

/** Two statements: the second one's snapshot is newer than the locks that the first one waited for. */
async function markBatch(target: Target, { schema, integrationId }: Table, ids: string[], floor: Floor) {
  return target.transaction(async (tx) => {
    const values = [JSON.stringify(ids), floor.floor, floor.epoch, schema, integrationId];
    const accepted = (await tx.query<{ id: string }>(tombstoneSql(schema), values)).rows.map(({ id }) => id);
    if (accepted.length === 0) return { accepted: new Set<string>(), written: 0 };
    const { rowCount } = await tx.query(markSql(schema), [JSON.stringify(accepted)]);
    return { accepted: new Set(accepted), written: rowCount };
  });
}
