import { countDifferences, findRepair } from "@/db/queries/differences";
import type { Run } from "@/db/queries/runs";
import type { OpenDifferences } from "./views";

/** What the last run found and did not touch; null unless it was a verify that found differences. */
export async function openDifferences({ id, kind, state, integrationId }: Run): Promise<OpenDifferences | null> {
  if (kind !== "verify" || state !== "incomplete") return null;
  const [{ missing, changed, extra }, repair] = await Promise.all([
    countDifferences(id),
    findRepair(integrationId, id),
  ]);
  return { runId: id, count: missing + changed + extra, repaired: repair.changes > 0 };
}
