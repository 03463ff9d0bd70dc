import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { projects } from "@/db/schema";
import { audited } from "@/lib/audit";
import { requireRole } from "./access";
import { projectName } from "./name";
import type { Actor } from "./views";

export const renameProject = (actor: Actor, projectId: string, input: { name: string }): Promise<void> =>
  audited(actor, { verb: "project.rename", projectId }, async () => {
    await requireRole(actor, projectId, "admin");
    await db()
      .update(projects)
      .set({ name: projectName(input.name) })
      .where(eq(projects.id, projectId));
  });
