import { moveErasures } from "@/db/queries/erasures";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";

/** Keeps the row of a deleted user, marked. AppError `conflict` where it is too late, or nothing was scheduled. */
export const cancelErasure = (actor: Actor, projectId: string, userId: string): Promise<void> =>
  audited(actor, { verb: "integration.cancel-erasure", projectId, detail: { userId } }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const reason = `Cancelled by ${actor.name}.`;
    const cancel = { from: ["waiting", "parked"], to: "cancelled", reason } as const;
    if ((await moveErasures(integration.id, [userId], cancel)) === 0) throw notOpen();
  });

const notOpen = () =>
  new AppError("conflict", "This erasure is not open any more.", {
    meaning: "The row was erased, or its erasure was cancelled before.",
    remedy: "Look at the list as it is now.",
  });
