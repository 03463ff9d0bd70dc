import { saveLeaveOutPrivate } from "@/db/queries/settings";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { requireIntegration } from "./require-integration";

/** Whether raw_json holds what only the customer's own servers write. A change is followed by a compare of every user. */
export const setPrivateMetadata = (actor: Actor, projectId: string, leaveOut: boolean): Promise<void> =>
  audited(actor, { verb: "integration.set-private-metadata", projectId, detail: { leaveOut } }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const { name, privateKeys } = getProvider(integration.providerId);
    if (!privateKeys)
      throw new AppError("conflict", `${name} keeps no private metadata on its users.`, {
        remedy: "There is nothing to leave out.",
      });
    if (leaveOut !== integration.leaveOutPrivate) await saveLeaveOutPrivate(integration.id, leaveOut);
  });
