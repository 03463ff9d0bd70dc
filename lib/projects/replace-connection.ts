import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { findIntegrationOfProject } from "@/db/queries/integrations";
import { projects } from "@/db/schema";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { tryAnew } from "@/lib/integrations/try-anew";
import { withTarget } from "@/lib/target/connect";
import { inspectTable } from "@/lib/target/schema";
import { requireRole } from "./access";
import { sealedConnection, testConnection } from "./connection";
import type { Actor } from "./views";

/** Another connection string for the same database; a connected integration must find its own table behind it. */
export const replaceConnection = (
  actor: Actor,
  projectId: string,
  input: { connectionString: string },
): Promise<void> =>
  audited(actor, { verb: "project.replace-connection", projectId }, async () => {
    await requireRole(actor, projectId, "owner");
    const connection = await testConnection(input.connectionString);
    const integration = await findIntegrationOfProject(projectId);
    if (integration) {
      const found = await withTarget(connection, (target) =>
        inspectTable(target, integration.schemaName, integration.id),
      );
      if (found.claimedBy !== integration.id) throw otherDatabase(integration.schemaName, found.problem);
    }
    await db().update(projects).set(sealedConnection(projectId, connection)).where(eq(projects.id, projectId));
    if (integration) await tryAnew(integration.id);
  });

const otherDatabase = (schema: string, problem: string | null) =>
  new AppError("conflict", problem ?? `That database does not hold this project's ${schema}.users_sync.`, {
    field: "connectionString",
    meaning: "Nothing was saved; the old connection stays in use.",
    remedy: "Disconnect first to move a project to another database.",
  });
