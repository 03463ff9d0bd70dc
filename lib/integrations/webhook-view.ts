import type { Integration } from "@/db/queries/integrations";
import { env } from "@/lib/env";
import type { Provider } from "@/lib/providers/types";
import type { WebhookView } from "./views";

/** Where the provider sends its events for this integration. */
export const webhookUrl = (integrationId: string): string =>
  new URL(`/api/webhooks/${integrationId}`, env.NEXTAUTH_URL).href;

/** How changes reach us; null for a provider without webhooks. */
export function webhookView(integration: Integration, { webhook }: Provider): WebhookView | null {
  if (!webhook) return null;
  return {
    mode: integration.webhookRegistration ? "registered" : "manual",
    url: webhookUrl(integration.id),
    instructions: webhook.instructions,
    secretFrom: webhook.secretFrom,
    lastEventAt: integration.lastEventAt?.toISOString() ?? null,
  };
}
