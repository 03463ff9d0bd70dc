import { findIntegrationOfProject, type Integration } from "@/db/queries/integrations";
import { AppError } from "@/lib/errors";
import { type Project, requireRole } from "@/lib/projects/access";
import type { Actor, Role } from "@/lib/projects/views";

/** A project with its integration, if the actor has the role. */
export async function requireIntegration(
  actor: Actor,
  projectId: string,
  role: Role,
): Promise<{ project: Project; integration: Integration }> {
  const project = await requireRole(actor, projectId, role);
  const integration = await findIntegrationOfProject(projectId);
  if (!integration) throw new AppError("conflict", "This project is not connected to a provider.");
  return { project, integration };
}

export const tableOf = ({ id, schemaName, adopted }: Integration) => ({
  schema: schemaName,
  integrationId: id,
  adopted,
});
