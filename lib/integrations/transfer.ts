import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { clientOf } from "@/lib/providers/clients";
import { requireIntegration } from "./require-integration";

/** Who owns the provider project: `operator` until somebody has claimed it. Null where Rollcall did not make it. */
export async function getOwnership(actor: Actor, projectId: string): Promise<"operator" | "claimed" | null> {
  const { integration } = await requireIntegration(actor, projectId, "viewer");
  const { transfer } = getProvider(integration.providerId);
  const client = clientOf(integration.providerId);
  if (!integration.provisioned || !transfer || !client) return null;
  return (await transfer.isOpen(client, integration.providerProjectId)) ? "operator" : "claimed";
}

/** A link by which its visitor becomes the owner of the provider project. The sync goes on as it is. */
export const startTransfer = (actor: Actor, projectId: string): Promise<{ url: string; validForSeconds: number }> =>
  audited(actor, { verb: "integration.transfer", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "owner");
    const { transfer } = getProvider(integration.providerId);
    const client = clientOf(integration.providerId);
    if (!integration.provisioned || !transfer || !client)
      throw new AppError("conflict", "Rollcall did not make this provider project.", {
        remedy: "It belongs to whoever made it.",
      });
    return transfer.start(client, integration.providerProjectId);
  });
