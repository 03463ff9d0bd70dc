import { type Integration, updateIntegration } from "@/db/queries/integrations";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { newWebhookSecret } from "@/lib/providers/signature";
import type { Webhook } from "@/lib/providers/types";
import { credentialsOf, sealWebhookSecret, webhookSecretOf } from "@/lib/sync/credentials";
import { webhookUrl } from "@/lib/sync/listen";
import { requireIntegration } from "./require-integration";

const noSecret = () => new AppError("conflict", "This webhook has no secret to paste.");

/** The signing secret that a person pastes into the provider, where Rollcall makes it and could not register it itself. */
export const revealWebhookSecret = (actor: Actor, projectId: string): Promise<string> =>
  audited(actor, { verb: "integration.reveal-webhook-secret", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    if (getProvider(integration.providerId).webhook?.secretFrom === "rollcall" && !integration.webhookRegistration) {
      return webhookSecretOf(integration);
    }
    throw noSecret();
  });

/** Keeps the signing secret that the provider made. The one before it stays valid until this one has worked. */
export const saveWebhookSecret = (actor: Actor, projectId: string, secret: string): Promise<void> =>
  audited(actor, { verb: "integration.save-webhook-secret", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const { webhook } = getProvider(integration.providerId);
    if (webhook?.secretFrom !== "provider") {
      throw new AppError("conflict", "Rollcall makes this webhook's secret itself.");
    }
    if (webhook.scheme.kind === "standard-webhooks" && !/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(secret)) {
      throw new AppError("invalid_input", "A signing secret begins with whsec_.", { field: "webhookSecret" });
    }
    await beginUsing(integration, secret);
  });

/**
 * Begins to use a new signing secret. Both are valid until a delivery has come that the new one signed. Where the provider
 * is told by API that is done here; otherwise a person pastes the new one, which `revealWebhookSecret` shows.
 */
export const rotateWebhookSecret = (actor: Actor, projectId: string): Promise<void> =>
  audited(actor, { verb: "integration.rotate-webhook-secret", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const { webhook } = getProvider(integration.providerId);
    if (!webhook) throw noSecret();
    if (integration.webhookRegistration) return registerAnew(integration, webhook, integration.webhookRegistration);
    if (webhook.secretFrom === "provider")
      throw new AppError("conflict", "The provider makes this webhook's secret.", {
        remedy: "Make a new one there, then paste it here.",
      });
    await beginUsing(integration, newWebhookSecret());
  });

const beginUsing = (integration: Integration, secret: string, more: Partial<Integration> = {}) =>
  updateIntegration(integration.id, {
    ...more,
    webhookSecret: sealWebhookSecret(integration.id, secret),
    webhookSecretBefore: webhookSecretOf(integration) === "" ? null : integration.webhookSecret,
  });

/** The new endpoint before the old one is taken away, so that no event falls between; an event that comes twice counts once. */
async function registerAnew(integration: Integration, webhook: Webhook<unknown>, before: string): Promise<void> {
  const credentials = credentialsOf(integration);
  const secret = webhook.secretFrom === "rollcall" ? newWebhookSecret() : webhookSecretOf(integration);
  if (webhook.secretFrom === "rollcall") await beginUsing(integration, secret);
  const made = await webhook.register?.(credentials, { url: webhookUrl(integration.id), secret });
  if (!made)
    throw new AppError("provider_refused", "The provider did not take the new webhook.", {
      meaning: "Both secrets are valid.",
    });
  if (made.secret !== undefined) await beginUsing(integration, made.secret, { webhookRegistration: made.id });
  else await updateIntegration(integration.id, { webhookRegistration: made.id });
  if (made.id !== before) await webhook.unregister?.(credentials, { id: before });
}
