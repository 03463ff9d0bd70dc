import { scheduleErasures } from "@/db/queries/erasures";
import { noteWritten } from "@/db/queries/integrations";
import { noteRows } from "@/lib/observe/notes";
import { traced } from "@/lib/observe/tracing";
import { markGone } from "@/lib/target/gone";
import type { Floor } from "@/lib/target/types";
import type { Sync } from "./context";
import { reach } from "./kill-points";
import { confirmIdentity } from "./read-users";

/**
 * The one way of "gone" into the table: users whom the provider does not know, as asked after `floor` was drawn. Their
 * identity is confirmed first, and where the integration erases, each row marked now gets its hold-back. `accepted`
 * includes ids that had no row; the others were overtaken by a later read: ask again. Throws as `confirmIdentity` and
 * `markGone` do.
 */
export async function removeUsers(
  sync: Sync,
  ids: string[],
  floor: Floor,
): Promise<{ accepted: string[]; written: number }> {
  if (ids.length === 0) return { accepted: [], written: 0 };
  await confirmIdentity(sync);
  const mark = () =>
    markGone(sync.target, sync.table, ids, floor, async (tombstones) => {
      // The erasure first, then the commit of its mark: a marked row is no suspect any more, so nobody would come back to
      // schedule it. Killed in between, the erasure names a tick that no tombstone has, and erases nothing; the user is
      // still live, is found gone again, and that tombstone's tick replaces it.
      await scheduleErasures(sync.integration.id, tombstones);
      reach("remove.scheduled");
    });
  const { accepted, written } = await traced("target.mark", { "rollcall.users": ids.length }, mark, ids);
  noteRows(sync.integration, "marked", written);
  if (written > 0) await noteWritten(sync.integration.id);
  return { accepted, written };
}
