import { findIntegrationOfProject } from "@/db/queries/integrations";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { readStatus } from "./read-status";
import type { IntegrationStatus } from "./views";

/** Null where the project is not connected. */
export async function getStatus(actor: Actor, projectId: string): Promise<IntegrationStatus | null> {
  const project = await requireRole(actor, projectId, "viewer");
  const integration = await findIntegrationOfProject(projectId);
  return integration ? readStatus(integration, project.database) : null;
}
