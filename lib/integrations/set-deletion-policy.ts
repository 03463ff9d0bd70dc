import { savePolicy } from "@/db/queries/erasures";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";

type Input = { policy: "mark" | "erase"; holdBackHours: number };

/** Deletions within the last hour count towards the limit, which sees them by their rows. */
const shortest = 1;
const longest = 366 * 24;

/**
 * Decides what happens to the rows of users who are deleted from now on. Users marked before stay marked; what is already
 * scheduled keeps its time, or is cancelled with the return to *mark*.
 */
export const setDeletionPolicy = (actor: Actor, projectId: string, { policy, holdBackHours }: Input): Promise<void> =>
  audited(
    actor,
    { verb: "integration.set-deletion-policy", projectId, detail: { policy, holdBackHours } },
    async () => {
      const { integration } = await requireIntegration(actor, projectId, "admin");
      if (!Number.isInteger(holdBackHours) || holdBackHours < shortest || holdBackHours > longest) {
        throw new AppError("invalid_input", "The hold-back is between 1 hour and 366 days.", { field: "holdBack" });
      }
      const reason = `${actor.name} turned erasing off.`;
      await savePolicy(integration.id, { deletionPolicy: policy, holdBackHours }, reason);
    },
  );
