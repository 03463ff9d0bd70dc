import { findIntegrationOfProject } from "@/db/queries/integrations";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { checkEvery, pollEvery } from "@/lib/sync/schedule";
import type { SettingsView } from "./views";

const byDefault = { checkEveryMinutes: null, pollEverySeconds: null };

/** What is set for an integration, and what the console does by itself. Null where the project is not connected. */
export async function getSettings(actor: Actor, projectId: string): Promise<SettingsView | null> {
  await requireRole(actor, projectId, "viewer");
  const integration = await findIntegrationOfProject(projectId);
  if (!integration) return null;
  const { name, feed, limit, privateKeys } = getProvider(integration.providerId);
  const { checkEveryMinutes, pollEverySeconds, budgetShare, leaveOutPrivate } = integration;
  return {
    provider: name,
    check: { every: checkEveryMinutes, byDefault: checkEvery(byDefault) },
    poll: feed ? { every: pollEverySeconds, byDefault: pollEvery(byDefault) } : null,
    budget: { percent: budgetShare, limit },
    privateMetadata: privateKeys ? { leftOut: leaveOutPrivate, keys: privateKeys } : null,
  };
}
