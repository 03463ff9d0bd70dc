import { createHash } from "node:crypto";
import { insertOAuthRequest } from "@/db/queries/oauth-requests";
import { audited } from "@/lib/audit";
import { hashToken, newToken } from "@/lib/crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { clientOf } from "@/lib/providers/clients";
import { verifierVault } from "@/lib/sealed";

const validMillis = 10 * 60_000;

/** The one address that a provider may send people back to. */
export const redirectUri = (): string => new URL("/api/oauth/callback", env.NEXTAUTH_URL).href;

/** Where to send a person who connects without a key. Throws AppError `conflict` where the operator has no client there. */
export const beginOAuth = (actor: Actor, projectId: string, providerId: string): Promise<string> =>
  audited(actor, { verb: "integration.begin-oauth", projectId, detail: { provider: providerId } }, async () => {
    await requireRole(actor, projectId, "admin");
    const { oauth, name } = getProvider(providerId);
    const client = clientOf(providerId);
    if (!oauth || !client)
      throw new AppError("conflict", `This console has no client at ${name}.`, { remedy: "Use a key." });
    const [state, codeVerifier] = [newToken(), newToken()];
    await insertOAuthRequest({
      stateHash: hashToken(state),
      sessionId: actor.sessionId,
      projectId,
      providerId,
      codeVerifier: verifierVault.seal(codeVerifier, hashToken(state)),
      expiresAt: new Date(Date.now() + validMillis),
    });
    const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
    return oauth.authorizeUrl(client, { redirectUri: redirectUri(), state, codeChallenge });
  });
