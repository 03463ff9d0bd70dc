import { startRun } from "@/db/queries/runs";
import { audited } from "@/lib/audit";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";
import { wakeWalk } from "./wake";

/** Compares every user now. A walk that is under way is carried on instead of a second one beside it. */
export const resync = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "integration.resync", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    await wakeWalk(await startRun(integration.id, "reconcile", "person"));
  });
