import { confirmClaim } from "./claims";
import { tombstoneSql } from "./guard";
import { retrying } from "./retry";
import { isStorableId } from "./rows";
import type { Floor, SchemaName, Table, Target } from "./types";

/** `delete`: the row goes. `blank`: the row and its id stay, so that keys that refer to it hold; what it says of the person goes. */
export type Purging = "delete" | "blank";

const deleteSql = (schema: SchemaName) => `delete from ${schema}.users_sync where id = $1`;

/** Of an adopted table id and created_at are derived from raw_json, which therefore keeps those two. */
const blankSql = ({ schema, adopted }: Table) =>
  `update ${schema}.users_sync set deleted_at = coalesce(deleted_at, now()), ${
    adopted
      ? "raw_json = jsonb_build_object('id', raw_json->'id', 'signed_up_at_millis', raw_json->'signed_up_at_millis')"
      : "name = null, email = null, raw_json = jsonb_build_object('id', id)"
  } where id = $1`;

/**
 * Takes the personal data of one user out of the table at once, whom the provider does not know, as asked after `floor`
 * was drawn. The tombstone comes first and stays, as in `markGone`. `refused`: a later read has written. Throws the
 * driver's errors (see `whyRefused`), and AppError `conflict` where the claim is lost.
 */
export async function purgeRow(
  target: Target,
  table: Table,
  id: string,
  floor: Floor,
  how: Purging,
): Promise<"purged" | "refused" | "absent"> {
  if (!isStorableId(id)) return "absent";
  const { schema, integrationId } = table;
  const values = [JSON.stringify([id]), floor.floor, floor.epoch, schema, integrationId];
  const outcome = await retrying(() =>
    target.transaction(async (tx) => {
      await tx.query("set local lock_timeout = '2s'");
      if ((await tx.query(tombstoneSql(schema), values)).rows.length === 0) return "refused";
      const { rowCount } = await tx.query(how === "delete" ? deleteSql(schema) : blankSql(table), [id]);
      return rowCount > 0 ? "purged" : "absent";
    }),
  );
  if (outcome === "refused") await confirmClaim(target, table);
  return outcome;
}
