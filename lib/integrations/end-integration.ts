import { type Integration, updateIntegration } from "@/db/queries/integrations";
import { findRunningRun, finishRun } from "@/db/queries/runs";
import { log } from "@/lib/log";
import { connectionOf, type Project } from "@/lib/projects/access";
import { getProvider } from "@/lib/providers";
import { credentialsOf } from "@/lib/sync/credentials";
import { withTarget } from "@/lib/target/connect";
import { releaseClaim } from "@/lib/target/schema";
import { tableOf } from "./require-integration";

/**
 * Stops the sync, erases the stored secrets and keeps the table. The provider and the target are told where they can be reached; what they do not
 * hear now harms nothing: events for a disconnected integration get 404, and Connect takes an old claim of ours over.
 */
export async function endIntegration(project: Project, integration: Integration): Promise<void> {
  const erased = { credentials: "", webhookSecret: "", webhookSecretBefore: null, hints: {} };
  await updateIntegration(integration.id, { disconnectedAt: new Date(), problem: null, ...erased });
  const run = await findRunningRun(integration.id);
  if (run) await finishRun(run.id, "cancelled", "The integration was disconnected.");
  const leave = (error: unknown) => log.warn({ integrationId: integration.id, error }, "not told of the disconnect");
  const provider = getProvider(integration.providerId);
  const credentials = credentialsOf(integration);
  if (integration.webhookRegistration) {
    const registration = { id: integration.webhookRegistration };
    await provider.webhook?.unregister?.(credentials, registration).catch(leave);
  }
  // Last: what it gives back is what the provider was asked with.
  await provider.release?.(credentials).catch(leave);
  await withTarget(connectionOf(project), (target) => releaseClaim(target, tableOf(integration))).catch(leave);
}
