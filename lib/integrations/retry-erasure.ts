import { moveErasures } from "@/db/queries/erasures";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";

/** Tries a row again that the database would not give up. AppError `conflict` where it is not parked. */
export const retryErasure = (actor: Actor, projectId: string, userId: string): Promise<void> =>
  audited(actor, { verb: "integration.retry-erasure", projectId, detail: { userId } }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const retry = { from: ["parked"], to: "waiting", reason: null } as const;
    if ((await moveErasures(integration.id, [userId], retry)) === 0) {
      throw new AppError("conflict", "This erasure does not wait for you.", {
        remedy: "Look at the list as it is now.",
      });
    }
  });
