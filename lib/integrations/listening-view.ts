import type { Integration } from "@/db/queries/integrations";
import { env } from "@/lib/env";
import type { Provider } from "@/lib/providers/types";
import { credentialsOf, webhookSecretOf } from "@/lib/sync/credentials";
import { isReachable, webhookUrl } from "@/lib/sync/listen";
import { checkEvery, pollEvery } from "@/lib/sync/schedule";
import type { ListeningView, WebhookView } from "./views";

/** How a webhook stands; null for a provider without webhooks. */
function webhookView(integration: Integration, { webhook }: Provider, reachable: boolean): WebhookView | null {
  if (!webhook) return null;
  const url = webhookUrl(integration.id);
  return {
    mode: integration.webhookRegistration ? "registered" : "manual",
    url,
    instructions: webhook.instructions,
    snippet: webhook.snippet?.(url) ?? null,
    secretFrom: webhook.secretFrom,
    hasSecret: webhookSecretOf(integration) !== "",
    changingSecret: integration.webhookSecretBefore !== null,
    reachable,
    lastEventAt: integration.lastEventAt?.toISOString() ?? null,
  };
}

/** Every way by which changes reach the table, and the delay to expect of each. */
export function listeningView(integration: Integration, provider: Provider): ListeningView {
  const { feed, listUpdated } = provider;
  const reachable = isReachable(integration, credentialsOf(integration));
  return {
    webhook: webhookView(integration, provider, reachable),
    feed: feed && {
      on: integration.feedPosition !== null,
      everySeconds: pollEvery(integration),
      missing: integration.feedPosition === null ? (feed.missing ?? null) : null,
    },
    delta: listUpdated && { everyMinutes: env.DELTA_EVERY_MINUTES },
    walk: { everyMinutes: checkEvery(integration) },
  };
}
