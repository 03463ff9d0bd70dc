import { updateIntegration } from "@/db/queries/integrations";
import { finishRun, type Run } from "@/db/queries/runs";
import { countLive } from "@/lib/target/deletions";
import type { Sync } from "./context";
import { nextCheck } from "./schedule";

/** A walk may meet users twice when it begins again behind deletions; so many more are no cause for doubt. */
const spare = 10_000;

/**
 * Ends a run that has met far more users than there are rows: the provider's list goes in a circle that is longer than
 * one step. Nobody is marked deleted. True if it was ended.
 */
export async function endIfLooping({ target, table, integration }: Sync, run: Run): Promise<boolean> {
  if (run.phase !== "pages" || run.seen <= spare) return false;
  const live = await countLive(target, table);
  if (run.seen <= 2 * live + spare) return false;
  const reason = `The provider's list goes in a circle: ${run.seen} users were met, and there are ${live}.`;
  await finishRun(run.id, "failed", reason);
  await updateIntegration(integration.id, { nextCheckAt: nextCheck(integration) });
  return true;
}
