import { pauseIntegration } from "@/db/queries/settings";
import { audited } from "@/lib/audit";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";

/** Stops reading and writing, until somebody resumes. A step that is under way ends first; events are taken and wait. */
export const pause = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "integration.pause", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    await pauseIntegration(integration.id, actor.name);
  });
