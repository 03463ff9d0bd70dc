import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { members, projects } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { connectionVault } from "@/lib/sealed";
import { parseConnectionString } from "@/lib/target/connection";
import type { Connection } from "@/lib/target/types";
import type { Actor, ProjectView, Role } from "./views";

const rank: Record<Role, number> = { viewer: 0, admin: 1, owner: 2 };

export type Project = typeof projects.$inferSelect & { memberRole: Role };

/** The project, if the actor is a member with at least this role. Somebody else's project is not found. */
export async function requireRole(actor: Actor, projectId: string, atLeast: Role): Promise<Project> {
  const [found] = await db()
    .select({ project: projects, role: members.role })
    .from(projects)
    .innerJoin(members, eq(members.projectId, projects.id))
    .where(and(eq(projects.id, projectId), eq(members.accountId, actor.accountId)));
  if (!found) throw new AppError("not_found", "There is no such project.");
  if (rank[found.role] < rank[atLeast]) {
    throw new AppError("forbidden", `This needs the role ${atLeast}; yours is ${found.role}.`, {
      remedy: "Ask an owner of the project.",
    });
  }
  return { ...found.project, memberRole: found.role };
}

/** The project's connection, opened for use on the server only. */
export const connectionOf = (project: Pick<Project, "id" | "connection">): Connection =>
  parseConnectionString(connectionVault.open(project.connection, project.id));

export const toProjectView = ({ memberRole, role, ...project }: Project): ProjectView => ({
  id: project.id,
  name: project.name,
  host: project.host,
  database: project.database,
  databaseRole: role,
  isDemo: project.isDemo,
  role: memberRole,
  createdAt: project.createdAt.toISOString(),
});
