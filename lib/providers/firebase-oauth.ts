import { z } from "zod";
import { AppError } from "@/lib/errors";
import { requestJson } from "@/lib/http";
import { clientOf } from "@/lib/providers/clients";
import { addressOf, type Credentials } from "@/lib/providers/firebase-credentials";
import { grant, tokenAddressOf, usersScope } from "@/lib/providers/firebase-token";
import type { OAuth } from "@/lib/providers/types";

/** https://firebase.google.com/docs/reference/firebase-management/rest/v1beta1/projects/list */
const projectsScope = "https://www.googleapis.com/auth/firebase.readonly";

/** Google's consent, kept as a refresh token. https://developers.google.com/identity/protocols/oauth2/web-server */
export const firebaseOAuth: OAuth<Credentials> = {
  authorizeUrl({ clientId, baseUrl }, { redirectUri, state, codeChallenge }) {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: `${usersScope} ${projectsScope}`,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: "S256",
      // Google gives a refresh token only for both of these.
      access_type: "offline",
      prompt: "consent",
    });
    return `${addressOf(baseUrl, "accounts.google.com")}/o/oauth2/v2/auth?${query}`;
  },

  async exchange(client, { code, codeVerifier, redirectUri }) {
    const form = {
      grant_type: "authorization_code",
      code,
      code_verifier: codeVerifier,
      redirect_uri: redirectUri,
      client_id: client.clientId,
      client_secret: client.clientSecret,
    };
    const { refreshToken } = await grant(tokenAddressOf(client), form, "Connect with Google again.");
    if (refreshToken) {
      return { serviceAccount: "", baseUrl: client.baseUrl, projectId: "", tenantId: "", refreshToken };
    }
    throw new AppError("provider_refused", "Google gave access for an hour only, without a refresh token.", {
      meaning: "Nothing was connected.",
      remedy: "Connect with Google again.",
    });
  },
};

const Gone = z.object({ error: z.literal("invalid_token") });

/** Takes Google's consent back; a key is the service account's own and stays. */
export async function release({ refreshToken }: Credentials): Promise<void> {
  if (refreshToken === "") return;
  await requestJson<unknown, unknown>({
    name: "Google",
    url: `${addressOf(clientOf("firebase")?.baseUrl ?? "", "oauth2.googleapis.com")}/revoke`,
    method: "POST",
    form: { token: refreshToken },
    schema: z.unknown(),
    otherwise: { 400: Gone },
  });
}
