import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { credentialsOf, hintsAndSeal } from "@/lib/sync/credentials";
import { requireDraft, saveProviderProject } from "./drafts";
import { listProviderProjects } from "./list-provider-projects";

/** Remembers the chosen provider project, if the credentials really see it. */
export async function selectProject(
  actor: Actor,
  projectId: string,
  providerId: string,
  providerProjectId: string,
): Promise<void> {
  const choices = await listProviderProjects(actor, projectId, providerId);
  const chosen = choices.find(({ id }) => id === providerProjectId);
  if (!chosen) {
    throw new AppError("invalid_input", "These credentials do not see that project.", { field: "providerProjectId" });
  }
  const draft = await requireDraft(projectId, providerId);
  const credentials = await getProvider(providerId).select?.(credentialsOf(draft), chosen.id);
  await saveProviderProject(draft, chosen, credentials ? hintsAndSeal(draft, credentials) : {});
}
