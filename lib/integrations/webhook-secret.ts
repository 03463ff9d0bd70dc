import { updateIntegration } from "@/db/queries/integrations";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { sealWebhookSecret, webhookSecretOf } from "./credentials";
import { requireIntegration } from "./require-integration";

/** The signing secret that a person pastes into the provider, where Rollcall makes it and could not register it itself. */
export const revealWebhookSecret = (actor: Actor, projectId: string): Promise<string> =>
  audited(actor, { verb: "integration.reveal-webhook-secret", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    if (getProvider(integration.providerId).webhook?.secretFrom === "rollcall" && !integration.webhookRegistration) {
      return webhookSecretOf(integration);
    }
    throw new AppError("conflict", "This webhook has no secret to paste.");
  });

/** Keeps the signing secret that the provider made. */
export const saveWebhookSecret = (actor: Actor, projectId: string, secret: string): Promise<void> =>
  audited(actor, { verb: "integration.save-webhook-secret", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    if (getProvider(integration.providerId).webhook?.secretFrom !== "provider") {
      throw new AppError("conflict", "Rollcall makes this webhook's secret itself.");
    }
    if (!/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/.test(secret)) {
      throw new AppError("invalid_input", "A signing secret begins with whsec_.", { field: "secret" });
    }
    await updateIntegration(integration.id, { webhookSecret: sealWebhookSecret(integration.id, secret) });
  });
