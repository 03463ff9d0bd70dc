import { receiveChanges } from "@/db/queries/changes";
import { type Difference, listDifferences, repairEvent } from "@/db/queries/differences";
import { findLastRun } from "@/db/queries/runs";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import type { Change } from "@/lib/providers/types";
import { requireIntegration } from "./require-integration";
import { wakeDrain } from "./wake";

const batchSize = 1000;

/**
 * Puts a change into the inbox for each difference that this verify has found: the common way reads each user and mends
 * the row. Returns how many. AppError `conflict` where a later check has said something about all rows.
 */
export function repairDifferences(actor: Actor, projectId: string, runId: string): Promise<number> {
  const detail: Record<string, string | number> = { runId };
  return audited(actor, { verb: "integration.repair", projectId, detail }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    if ((await findLastRun(integration.id))?.id !== runId) throw replaced();
    const found = (await listDifferences(runId)).map(toChange);
    detail.count = found.length;
    for (let start = 0; start < found.length; start += batchSize)
      await receiveChanges(integration.id, repairEvent(runId), found.slice(start, start + batchSize));
    await wakeDrain(integration.id);
    return found.length;
  });
}

const toChange = ({ userId, kind }: Difference): Change => ({
  userId,
  kind: kind === "extra" ? "deleted" : "updated",
  updatedAt: null,
});

const replaced = () =>
  new AppError("conflict", "A later check has taken the place of this result.", {
    meaning: "Nothing was changed.",
    remedy: "Look at the result as it is now, or verify again.",
  });
