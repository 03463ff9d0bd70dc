import { type Integration, updateIntegration } from "@/db/queries/integrations";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { isPrivateUrl } from "@/lib/network";
import { getProvider } from "@/lib/providers";
import { credentialsOf, sealWebhookSecret, webhookSecretOf } from "./credentials";

/**
 * Begins to hear of changes, or makes sure of it again, before anything is read: the webhook is registered where that goes
 * by API, and delivers; the feed has a position. What the provider refuses here stops nothing: walks find every change.
 */
export async function listen(integration: Integration): Promise<void> {
  const attempts = { registerWebhook, reviveWebhook, startFeed };
  for (const [name, attempt] of Object.entries(attempts)) {
    await attempt(integration).catch((error: unknown) =>
      log.warn({ integrationId: integration.id, error, attempt: name }, "no events from the provider"),
    );
  }
}

/** Where the provider sends its events for this integration. */
export const webhookUrl = (integrationId: string): string =>
  new URL(`/api/webhooks/${integrationId}`, env.NEXTAUTH_URL).href;

/** A console that the provider cannot reach would only collect failed deliveries there. */
export const isReachable = ({ providerId }: Integration, credentials: unknown): boolean =>
  !isPrivateUrl(webhookUrl("")) || isPrivateUrl(getProvider(providerId).address(credentials));

/** Where the provider's server cannot be told by API, a person sets the webhook up. */
async function registerWebhook(integration: Integration): Promise<void> {
  const credentials = credentialsOf(integration);
  if (integration.webhookRegistration || !isReachable(integration, credentials)) return;
  const { webhook } = getProvider(integration.providerId);
  const endpoint = { url: webhookUrl(integration.id), secret: webhookSecretOf(integration) };
  const registration = await webhook?.register?.(credentials, endpoint);
  if (!registration) return;
  const { id, secret } = registration;
  const made = secret === undefined ? {} : { webhookSecret: sealWebhookSecret(integration.id, secret) };
  await updateIntegration(integration.id, { webhookRegistration: id, ...made });
}

/** What it did not send meanwhile is found by the compare that follows. */
async function reviveWebhook(integration: Integration): Promise<void> {
  const { webhook } = getProvider(integration.providerId);
  if (!integration.webhookRegistration) return;
  const registration = { id: integration.webhookRegistration };
  if (await webhook?.revive?.(credentialsOf(integration), registration))
    log.warn({ integrationId: integration.id }, "the provider had stopped its webhook; it delivers again");
}

async function startFeed(integration: Integration): Promise<void> {
  if (integration.feedPosition !== null) return;
  const { feed } = getProvider(integration.providerId);
  const feedPosition = await feed?.start(credentialsOf(integration));
  if (feedPosition) await updateIntegration(integration.id, { feedPosition, nextPollAt: new Date() });
}
