import { findLiveIntegration } from "@/db/queries/integrations";
import { AppError } from "@/lib/errors";
import { getProvider } from "@/lib/providers";

/** What a provider wants to hear by GET before it sends events to an endpoint. Throws AppError `not_found`. */
export async function answerChallenge(integrationId: string, headers: Headers): Promise<Record<string, string>> {
  const found = await findLiveIntegration(integrationId);
  const challenge = found && getProvider(found.integration.providerId).webhook?.challenge;
  const value = challenge && headers.get(challenge.header);
  if (!challenge || !value) throw new AppError("not_found", "Nothing is to be read here.");
  return { [challenge.key]: value };
}
