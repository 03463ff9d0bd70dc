import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { type Draft, findDraft } from "./drafts";
import { toProviderView } from "./list-providers";
import type { DraftView } from "./views";

export const toDraftView = (draft: Draft): DraftView => ({
  provider: toProviderView(getProvider(draft.providerId)),
  hints: draft.hints,
  providerProject:
    draft.providerProjectId === null
      ? null
      : { id: draft.providerProjectId, name: draft.providerProjectName ?? draft.providerProjectId },
});

/** How far a Connect has come; null before its first step. */
export async function getDraft(actor: Actor, projectId: string, providerId: string): Promise<DraftView | null> {
  await requireRole(actor, projectId, "admin");
  const draft = await findDraft(projectId, providerId);
  return draft ? toDraftView(draft) : null;
}
