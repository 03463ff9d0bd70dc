import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
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
  await saveProviderProject(await requireDraft(projectId, providerId), chosen);
}
