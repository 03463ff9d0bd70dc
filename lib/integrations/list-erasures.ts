import { openErasures } from "@/db/queries/erasures";
import { findIntegrationOfProject } from "@/db/queries/integrations";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import type { ErasuresView } from "./views";

/** As many as a person reads; what is behind them is counted. */
const shown = 50;

/** What happens to the rows of deleted users, and whose will be erased when. Null where the project is not connected. */
export async function listErasures(actor: Actor, projectId: string): Promise<ErasuresView | null> {
  await requireRole(actor, projectId, "viewer");
  const integration = await findIntegrationOfProject(projectId);
  if (!integration) return null;
  const { list, ...counts } = await openErasures(integration.id, shown);
  const erasures = list.map(({ userId, state, dueAt, reason }) => ({
    userId,
    parked: state === "parked",
    dueAt: dueAt.toISOString(),
    reason,
  }));
  const { deletionPolicy, holdBackHours, schemaName, providerId } = integration;
  const policy = { policy: deletionPolicy, holdBackHours, schema: schemaName, provider: getProvider(providerId).name };
  return { ...policy, erasures, ...counts };
}
