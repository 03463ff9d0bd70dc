import type { Integration } from "@/db/queries/integrations";
import { AppError } from "@/lib/errors";
import { getProvider } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { credentialsVault, webhookSecretVault } from "@/lib/sealed";

type Place = { projectId: string; providerId: string };

export const sealCredentials = (place: Place, credentials: unknown): string =>
  credentialsVault.seal(JSON.stringify(credentials), place.projectId, place.providerId);

/** The credentials of a draft or an integration, for use on the server only. */
export const credentialsOf = ({
  projectId,
  providerId,
  credentials,
}: Place & Pick<Integration, "credentials">): unknown =>
  getProvider(providerId).credentials.parse(JSON.parse(credentialsVault.open(credentials, projectId, providerId)));

/** What a person typed, checked against the provider's schema. Throws AppError naming the first wrong field. */
export function parseCredentials(provider: Provider, typed: Record<string, string>): unknown {
  const parsed = provider.credentials.safeParse(typed);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? "");
  throw new AppError("invalid_input", issue?.message ?? "The credentials are incomplete.", { field });
}

export const sealWebhookSecret = (integrationId: string, secret: string): string =>
  webhookSecretVault.seal(secret, integrationId);

/** Empty where a provider makes the secret and nobody has pasted it yet. */
export const webhookSecretOf = ({ id, webhookSecret }: Pick<Integration, "id" | "webhookSecret">): string =>
  webhookSecretVault.open(webhookSecret, id);

/** The one before it, while both are valid. */
export const webhookSecretBefore = (integration: Integration): string | null =>
  integration.webhookSecretBefore && webhookSecretVault.open(integration.webhookSecretBefore, integration.id);
