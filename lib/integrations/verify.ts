import type { Integration } from "@/db/queries/integrations";
import { startVerify } from "@/db/queries/runs";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { Paused } from "@/lib/sync/paused";
import { requireIntegration } from "./require-integration";
import { wakeWalk } from "./wake";

/**
 * Compares every user with the row's own contents, as a dry run. One that is under way is carried on. AppError `conflict`
 * while a walk runs, while the sync is paused, and before the first full compare.
 */
export const verify = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "integration.verify", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    confirmReady(integration);
    const run = await startVerify(integration.id, actor.name);
    if (run.kind !== "verify") throw walkRunning();
    await wakeWalk(run);
  });

function confirmReady({ pausedAt, lastCheckedAt }: Integration): void {
  if (pausedAt) throw new Paused();
  if (lastCheckedAt) return;
  throw new AppError("conflict", "The first copy is still under way.", {
    meaning: "Nothing was changed. The copy goes on.",
    remedy: "A full compare follows it by itself; verify after that.",
  });
}

const walkRunning = () =>
  new AppError("conflict", "A full compare is running.", {
    meaning: "Nothing was changed. It compares the contents of every row too, and mends what differs.",
    remedy: "Wait until it has ended, then verify.",
  });
