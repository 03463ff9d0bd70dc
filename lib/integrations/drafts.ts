import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { connectDrafts } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { ProviderProject } from "@/lib/providers/types";

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

type Stored = Pick<Draft, "credentials" | "hints">;
type Made = Stored & Pick<Draft, "provisioned">;

/** Saves the first step. Other credentials forget the project that was selected with the old ones. */
export async function saveCredentials(draft: Pick<Draft, "projectId" | "providerId"> & Stored) {
  const chosen = { credentials: draft.credentials, hints: draft.hints, provisioned: false, updatedAt: new Date() };
  const target = [connectDrafts.projectId, connectDrafts.providerId];
  const set = { ...chosen, providerProjectId: null, providerProjectName: null };
  await db().insert(connectDrafts).values(draft).onConflictDoUpdate({ target, set });
}

/** Saves the second step, with the credentials for the chosen project. */
export async function saveProviderProject(draft: Draft, { id, name }: ProviderProject, stored: Partial<Made>) {
  await db()
    .update(connectDrafts)
    .set({ ...stored, providerProjectId: id, providerProjectName: name, updatedAt: new Date() })
    .where(at(draft.projectId, draft.providerId));
}

export const deleteDraft = (projectId: string, providerId: string) =>
  db().delete(connectDrafts).where(at(projectId, providerId));
