import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { withTarget } from "@/lib/target/connect";
import { listForeignKeys } from "@/lib/target/schema";
import { readStatus } from "./read-status";
import { requireIntegration } from "./require-integration";
import type { DisconnectView } from "./views";

/** What Disconnect shows before it acts: the integration, and the foreign keys that a drop would break. */
export async function getDisconnect(actor: Actor, projectId: string): Promise<DisconnectView> {
  const { project, integration } = await requireIntegration(actor, projectId, "admin");
  const foreignKeys = await withTarget(connectionOf(project), (target) =>
    listForeignKeys(target, integration.schemaName),
  ).catch(() => null);
  return { status: await readStatus(integration, project.database), foreignKeys };
}
