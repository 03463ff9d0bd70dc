import { db } from "@/db/client";
import { members, projects } from "@/db/schema";
import { audited } from "@/lib/audit";
import { sealedConnection, testConnection } from "./connection";
import { projectName } from "./name";
import type { Actor } from "./views";

/** Makes a project whose database was reached and may hold the table. The actor becomes its owner. */
export function createProject(
  actor: Actor,
  input: { name: string; connectionString: string },
): Promise<{ id: string }> {
  const id = crypto.randomUUID();
  return audited(actor, { verb: "project.create", projectId: id }, async () => {
    const name = projectName(input.name);
    const connection = await testConnection(input.connectionString);
    await db().transaction(async (tx) => {
      await tx.insert(projects).values({ id, name, ...sealedConnection(id, connection) });
      await tx.insert(members).values({ projectId: id, accountId: actor.accountId, role: "owner" });
    });
    return { id };
  });
}
