import type { Integration } from "@/db/queries/integrations";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { credentialsOf, hintsAndSeal } from "@/lib/sync/credentials";
import { parseCredentials, withKeptSecrets } from "./parse-credentials";
import { requireIntegration } from "./require-integration";
import { tryAnew } from "./try-anew";

/**
 * Puts other credentials in the place of an integration's. The old ones stay in use until the provider has answered the
 * new ones, for the same project. Throws AppError `invalid_input`, `provider_refused` or `conflict`; then nothing changed.
 */
export const replaceCredentials = (actor: Actor, projectId: string, typed: Record<string, string>): Promise<void> =>
  audited(actor, { verb: "integration.replace-credentials", projectId }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const provider = getProvider(integration.providerId);
    const kept = withKeptSecrets(provider, typed, credentialsOf(integration));
    await replaceWith(integration, parseCredentials(provider, kept));
  });

/** The same with credentials that are complete already. */
export async function replaceWith(integration: Integration, given: unknown): Promise<void> {
  const provider = getProvider(integration.providerId);
  const { providerProjectId, providerProjectName } = integration;
  const selected = (await provider.select?.(given, providerProjectId)) ?? given;
  const project = await provider.identify(selected);
  if (project.id !== providerProjectId) {
    throw new AppError("conflict", `These credentials speak for ${project.name}, not for ${providerProjectName}.`, {
      meaning: "Nothing was changed. The sync goes on with the credentials it has.",
      remedy: "Use credentials of the same project, or disconnect first.",
    });
  }
  await provider.listUsers(selected, null);
  const credentials = (await provider.narrow?.(selected)) ?? selected;
  await tryAnew(integration.id, hintsAndSeal(integration, credentials));
}
