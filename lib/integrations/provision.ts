import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { clientOf } from "@/lib/providers/clients";
import { hintsAndSeal } from "@/lib/sync/credentials";
import { requireDraft, saveCredentials, saveProviderProject } from "./drafts";

/** Makes a new provider project that belongs to the operator's client, and selects it. Ready for the review step. */
export const provision = (actor: Actor, projectId: string, providerId: string, name: string): Promise<void> =>
  audited(actor, { verb: "integration.provision", projectId, detail: { provider: providerId, name } }, async () => {
    await requireRole(actor, projectId, "admin");
    const provider = getProvider(providerId);
    const client = clientOf(providerId);
    if (!provider.provision || !client)
      throw new AppError("conflict", `This console cannot make projects at ${provider.name}.`, {
        remedy: "Use a key.",
      });
    const credentials = await provider.provision(client, name);
    const project = await provider.identify(credentials);
    const place = { projectId, providerId };
    await saveCredentials({ ...place, ...hintsAndSeal(place, credentials) });
    await saveProviderProject(await requireDraft(projectId, providerId), project, { provisioned: true });
  });
