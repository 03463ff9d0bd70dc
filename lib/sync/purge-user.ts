import { moveErasures } from "@/db/queries/erasures";
import { noteWritten } from "@/db/queries/integrations";
import { AppError } from "@/lib/errors";
import { noteRows } from "@/lib/observe/notes";
import { whyRefused } from "@/lib/target/erase";
import { type Purging, purgeRow } from "@/lib/target/purge";
import { floorOf, type Sync, withSync } from "./context";
import { reach } from "./kill-points";
import { confirmIdentity } from "./read-users";

const untouched = "Nothing was changed in your database.";

/**
 * Takes one deleted user's personal data out of the table at once, without a hold-back. AppError `conflict` where the
 * provider still knows the user or the database refuses, `not_found` where there is no such row.
 */
export async function purgeUser(integrationId: string, userId: string, how: Purging): Promise<void> {
  await withSync(integrationId, async (sync) => {
    const floor = await floorOf(sync);
    if (await sync.provider.getUser(sync.credentials, userId)) throw stillKnown(sync);
    await confirmIdentity(sync);
    const purged = await purgeRow(sync.target, sync.table, userId, floor, how).catch((error: unknown) => {
      throw inTheWay(error, how);
    });
    if (purged === "refused") throw overtaken();
    if (purged === "absent") throw absent(sync);
    reach("purge.purged");
    noteRows(sync.integration, "erased", 1);
    // What was scheduled for a blanked row goes on: the row is still there.
    if (how === "delete") {
      const purge = { from: ["waiting", "parked", "cancelled"], to: "erased", reason: "Purged on request." } as const;
      await moveErasures(integrationId, [userId], purge);
    }
    await noteWritten(integrationId);
  });
}

const stillKnown = ({ provider }: Sync) =>
  new AppError("conflict", `${provider.name} still knows this user.`, {
    field: "userId",
    meaning: untouched,
    remedy: `Delete the user at ${provider.name} first.`,
  });

const absent = ({ table }: Sync) =>
  new AppError("not_found", `${table.schema}.users_sync has no row with this id.`, { field: "userId" });

const overtaken = () =>
  new AppError("conflict", "A later read has written this row meanwhile.", {
    meaning: untouched,
    remedy: "Try again.",
  });

function inTheWay(error: unknown, how: Purging): unknown {
  const refusal = whyRefused(error);
  if (!refusal?.lasting) return error;
  return new AppError("conflict", refusal.reason, {
    meaning: untouched,
    remedy:
      how === "delete"
        ? "Remove what refers to the user first, or keep the row and take its personal data out."
        : "Change what refuses, then try again.",
    cause: error,
  });
}
