import { findRunningRun } from "@/db/queries/runs";
import { resumeIntegration } from "@/db/queries/settings";
import { audited } from "@/lib/audit";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";
import { wakeDrain, wakeWalk } from "./wake";

/** Goes on where the pause began: with the changes that wait, and with a walk that was under way. */
export const resume = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "integration.resume", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    await resumeIntegration(integration.id);
    await wakeDrain(integration.id);
    const run = await findRunningRun(integration.id);
    if (run) await wakeWalk(run);
  });
