import type { Integration } from "@/db/queries/integrations";
import { getProvider, hintsOf } from "@/lib/providers";
import { credentialsVault, webhookSecretVault } from "@/lib/sealed";

type Place = { projectId: string; providerId: string };

const sealCredentials = (place: Place, credentials: unknown): string =>
  credentialsVault.seal(JSON.stringify(credentials), place.projectId, place.providerId);

/** What is stored of credentials: sealed, and what a person may see of each. */
export const hintsAndSeal = (place: Place, credentials: unknown) => ({
  credentials: sealCredentials(place, credentials),
  hints: hintsOf(getProvider(place.providerId), credentials),
});

/** The credentials of a draft or an integration, for use on the server only. */
export const credentialsOf = ({
  projectId,
  providerId,
  credentials,
}: Place & Pick<Integration, "credentials">): unknown =>
  getProvider(providerId).credentials.parse(JSON.parse(credentialsVault.open(credentials, projectId, providerId)));

export const sealWebhookSecret = (integrationId: string, secret: string): string =>
  webhookSecretVault.seal(secret, integrationId);

/** Empty where a provider makes the secret and nobody has pasted it yet. */
export const webhookSecretOf = ({ id, webhookSecret }: Pick<Integration, "id" | "webhookSecret">): string =>
  webhookSecretVault.open(webhookSecret, id);

/** The one before it, while both are valid. */
export const webhookSecretBefore = (integration: Integration): string | null =>
  integration.webhookSecretBefore && webhookSecretVault.open(integration.webhookSecretBefore, integration.id);
