import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { findIntegrationOfProject } from "@/db/queries/integrations";
import { projects } from "@/db/schema";
import { audited } from "@/lib/audit";
import { endIntegration } from "@/lib/integrations/end-integration";
import { requireRole } from "./access";
import type { Actor } from "./views";

/** Forgets the project. Its database keeps every table; a connected integration is disconnected first. */
export const deleteProject = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "project.delete", projectId }, async () => {
    const project = await requireRole(actor, projectId, "owner");
    const integration = await findIntegrationOfProject(projectId);
    if (integration) await endIntegration(project, integration);
    await db().delete(projects).where(eq(projects.id, projectId));
  });
