import { findIntegrationOfProject } from "@/db/queries/integrations";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { toProviderView } from "./list-providers";
import type { DraftView } from "./views";

/** The form by which an integration's credentials are replaced, with what may be shown of those it has; null without one. */
export async function getCredentialsForm(
  actor: Actor,
  projectId: string,
): Promise<(DraftView & { providerProject: NonNullable<DraftView["providerProject"]> }) | null> {
  await requireRole(actor, projectId, "admin");
  const integration = await findIntegrationOfProject(projectId);
  if (!integration) return null;
  const { providerId, providerProjectId, providerProjectName, hints } = integration;
  return {
    provider: toProviderView(getProvider(providerId)),
    providerProject: { id: providerProjectId, name: providerProjectName },
    hints,
  };
}
