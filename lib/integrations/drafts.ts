import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { connectDrafts } from "@/db/schema";
import { AppError } from "@/lib/errors";

export type Draft = typeof connectDrafts.$inferSelect;

const at = (projectId: string, providerId: string) =>
  and(eq(connectDrafts.projectId, projectId), eq(connectDrafts.providerId, providerId));

export async function findDraft(projectId: string, providerId: string): Promise<Draft | undefined> {
  const [draft] = await db().select().from(connectDrafts).where(at(projectId, providerId));
  return draft;
}

/** The draft, or the words that send a person back to the first step. */
export async function requireDraft(projectId: string, providerId: string): Promise<Draft> {
  const draft = await findDraft(projectId, providerId);
  if (draft) return draft;
  throw new AppError("conflict", "This Connect has not been started, or was finished elsewhere.", {
    remedy: "Start again at Authenticate.",
  });
}

/** Saves the first step. Other credentials forget the project that was selected with the old ones. */
export async function saveCredentials(draft: Pick<Draft, "projectId" | "providerId" | "credentials" | "hints">) {
  const chosen = { credentials: draft.credentials, hints: draft.hints, updatedAt: new Date() };
  const target = [connectDrafts.projectId, connectDrafts.providerId];
  const set = { ...chosen, providerProjectId: null, providerProjectName: null };
  await db().insert(connectDrafts).values(draft).onConflictDoUpdate({ target, set });
}

export async function saveProviderProject(draft: Draft, project: { id: string; name: string }): Promise<void> {
  await db()
    .update(connectDrafts)
    .set({ providerProjectId: project.id, providerProjectName: project.name, updatedAt: new Date() })
    .where(at(draft.projectId, draft.providerId));
}

export const deleteDraft = (projectId: string, providerId: string) =>
  db().delete(connectDrafts).where(at(projectId, providerId));
