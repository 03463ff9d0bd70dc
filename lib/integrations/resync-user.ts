import { receiveChanges } from "@/db/queries/changes";
import { personEvent } from "@/db/queries/differences";
import { audited } from "@/lib/audit";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";
import { checkUserId } from "./user-id";
import { wakeDrain } from "./wake";

/**
 * Reads one user again by the way of every change: the provider is asked, then the table is written. AppError
 * `invalid_input` for what can be nobody's id.
 */
export function resyncUser(actor: Actor, projectId: string, userId: string): Promise<void> {
  // Filled once the id is known to be one that can be written down.
  const detail: Record<string, string> = {};
  return audited(actor, { verb: "user.resync", projectId, detail }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    checkUserId(userId);
    detail.userId = userId;
    const change = { userId, kind: "updated", updatedAt: null } as const;
    await receiveChanges(integration.id, personEvent(), [change]);
    await wakeDrain(integration.id);
  });
}
