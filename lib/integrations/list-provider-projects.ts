import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import type { ProviderProject } from "@/lib/providers/types";
import { credentialsOf } from "@/lib/sync/credentials";
import { requireDraft } from "./drafts";

/** Step 2 of Connect: what the credentials of step 1 can sync, asked of the provider now. */
export async function listProviderProjects(
  actor: Actor,
  projectId: string,
  providerId: string,
): Promise<ProviderProject[]> {
  await requireRole(actor, projectId, "admin");
  const draft = await requireDraft(projectId, providerId);
  return getProvider(providerId).listProjects(credentialsOf(draft));
}
