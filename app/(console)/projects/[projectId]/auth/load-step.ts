import "server-only";
import { notFound, redirect } from "next/navigation";
import { type PublicError, toPublicError } from "@/lib/errors";
import { getDraft } from "@/lib/integrations/get-draft";
import { getStatus } from "@/lib/integrations/get-status";
import { listProviders } from "@/lib/integrations/list-providers";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";

/**
 * What every step of Connect begins with. A viewer and an unknown provider get 404; a project that is connected
 * already leads to its Auth tab, so Back and a second click are safe.
 */
export async function loadStep({ projectId, providerId }: { projectId: string; providerId: string }) {
  const actor = await requireActor();
  const project = await loadProject(projectId);
  const provider = listProviders().find(({ id }) => id === providerId);
  if (!provider || project.role === "viewer") notFound();
  if (await getStatus(actor, projectId)) redirect(`/projects/${projectId}/auth`);
  return { actor, project, provider, draft: await getDraft(actor, projectId, providerId) };
}

/** What a step reads from outside, or the words for why it could not. */
export const attempt = <T>(reading: Promise<T>): Promise<{ value: T; error?: undefined } | { error: PublicError }> =>
  reading.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: toPublicError(error) }),
  );
