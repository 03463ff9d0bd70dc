import { startRun } from "@/db/queries/runs";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";
import { wakeWalk } from "./wake";

/** Compares every user now. A walk that is under way is carried on instead of a second one beside it. */
export const resync = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "integration.resync", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const run = await startRun(integration.id, "reconcile", "person", actor.name);
    if (run.kind === "verify") throw verifyRunning();
    await wakeWalk(run);
  });

const verifyRunning = () =>
  new AppError("conflict", "A parity check is running.", {
    meaning: "Nothing was changed. The check writes nothing to your database.",
    remedy: "Wait until it has ended, then resync.",
  });
