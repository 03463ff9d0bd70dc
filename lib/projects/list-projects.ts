import { asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { findIntegrationOfProject } from "@/db/queries/integrations";
import { members, projects } from "@/db/schema";
import { readStatus } from "@/lib/integrations/read-status";
import { toProjectView } from "./access";
import type { Actor, ProjectListItem } from "./views";

/** The actor's projects by name, each with the state of its integration. Never touches a target. */
export async function listProjects(actor: Actor): Promise<ProjectListItem[]> {
  const rows = await db()
    .select({ project: projects, role: members.role })
    .from(projects)
    .innerJoin(members, eq(members.projectId, projects.id))
    .where(eq(members.accountId, actor.accountId))
    .orderBy(asc(projects.name));
  return Promise.all(
    rows.map(async ({ project, role }) => {
      const integration = await findIntegrationOfProject(project.id);
      const status = integration && (await readStatus(integration, project.database));
      return {
        ...toProjectView({ ...project, memberRole: role }),
        providerName: status?.provider.name ?? null,
        state: status?.state ?? null,
        since: status ? (status.lastWrittenAt ?? status.connectedAt) : null,
      };
    }),
  );
}
