import { requireRole, toProjectView } from "./access";
import type { Actor, ProjectView } from "./views";

/** Throws AppError not_found for a project that is not the actor's. */
export const getProject = async (actor: Actor, projectId: string): Promise<ProjectView> =>
  toProjectView(await requireRole(actor, projectId, "viewer"));
