import { findIntegrationOfProject } from "@/db/queries/integrations";
import { type OAuthRequest, takeOAuthRequest } from "@/db/queries/oauth-requests";
import { audited } from "@/lib/audit";
import { hashToken } from "@/lib/crypto";
import { AppError } from "@/lib/errors";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { clientOf } from "@/lib/providers/clients";
import { verifierVault } from "@/lib/sealed";
import { hintsAndSeal } from "@/lib/sync/credentials";
import { redirectUri } from "./begin-oauth";
import { saveCredentials } from "./drafts";
import { replaceWith } from "./replace-credentials";

/** What the provider sent a person back with; `code` is null where they did not agree. */
type Answer = { state: string; code: string | null };

/** `other`: consent was given for another provider project than the connected one. */
type Outcome = "select" | "replaced" | "denied" | "failed" | "other";

/** `outcome` is for the page that the person lands on. */
type Finished = { projectId: string; providerId: string; outcome: Outcome };

/**
 * Ends an authorization: the code becomes credentials, as if a person had typed them. Null where no authorization of this
 * session waits for an answer: too late, used already, or begun by somebody else.
 */
export async function finishOAuth(actor: Actor, { state, code }: Answer): Promise<Finished | null> {
  const request = await takeOAuthRequest(hashToken(state), actor.sessionId);
  if (!request) return null;
  const { projectId, providerId } = request;
  if (code === null) return { projectId, providerId, outcome: "denied" };
  const detail = { provider: providerId };
  return audited(actor, { verb: "integration.finish-oauth", projectId, detail }, () => exchange(actor, request, code))
    .then((outcome) => ({ projectId, providerId, outcome }))
    .catch((error: unknown) => ({ projectId, providerId, outcome: outcomeOf(error) }));
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof AppError && error.code === "conflict") return "other";
  if (error instanceof AppError && error.code.startsWith("provider_")) return "failed";
  throw error;
}

async function exchange(actor: Actor, request: OAuthRequest, code: string): Promise<"select" | "replaced"> {
  const { projectId, providerId, stateHash } = request;
  const project = await requireRole(actor, projectId, "admin");
  const provider = getProvider(providerId);
  const client = clientOf(providerId);
  if (!provider.oauth || !client) throw new AppError("conflict", `This console has no client at ${provider.name}.`);
  const codeVerifier = verifierVault.open(request.codeVerifier, stateHash);
  const credentials = await provider.oauth.exchange(client, { code, codeVerifier, redirectUri: redirectUri() });
  const existing = await findIntegrationOfProject(project.id);
  if (existing?.providerId === providerId) {
    await replaceWith(existing, credentials);
    return "replaced";
  }
  await provider.listProjects(credentials);
  const place = { projectId, providerId };
  await saveCredentials({ ...place, ...hintsAndSeal(place, credentials) });
  return "select";
}
