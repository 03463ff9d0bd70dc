import { createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { requestJson } from "@/lib/http";
import { clientOf } from "@/lib/providers/clients";
import { addressOf, type Credentials, keyOf } from "@/lib/providers/firebase-credentials";
import type { Token } from "@/lib/providers/token";
import type { OAuthClient } from "@/lib/providers/types";

/** Enough for every method used here. https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/lookup */
export const usersScope = "https://www.googleapis.com/auth/identitytoolkit";

/** What Google has written into key files over the years. */
const googleTokenAddresses = new Set([
  "https://oauth2.googleapis.com/token",
  "https://accounts.google.com/o/oauth2/token",
]);

const Granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.number(),
  refresh_token: z.string().optional(),
});

/** Asks a token endpoint. It answers 400 to whatever it refuses: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
export async function grant(
  url: string,
  form: Record<string, string>,
  refusedRemedy: string,
): Promise<Token & { refreshToken?: string }> {
  const { data } = await requestJson({
    name: "Google",
    url,
    method: "POST",
    form,
    schema: Granted,
    verdict: (status) => (status === 400 ? "refused" : undefined),
    refusedRemedy,
  });
  const { access_token, expires_in, refresh_token } = data;
  return { value: access_token, expiresAt: Date.now() + expires_in * 1000, refreshToken: refresh_token };
}

/** A token that may read users. An emulator takes the word `owner` for one, and is shown no key. */
export async function obtainToken(credentials: Credentials): Promise<Token> {
  if (credentials.refreshToken !== "") return refreshed(credentials.refreshToken);
  const { token_uri } = keyOf(credentials);
  if (credentials.baseUrl === "" ? googleTokenAddresses.has(token_uri) : isAt(credentials.baseUrl, token_uri)) {
    return asserted(credentials);
  }
  if (credentials.baseUrl !== "") return { value: "owner", expiresAt: Number.POSITIVE_INFINITY };
  throw new AppError("provider_refused", "The key file names a token address that is not Google's.", {
    meaning: "Nothing was sent there. Your table stays as it is.",
    remedy: "Make a new key for the service account, and paste its file as it is.",
  });
}

const isAt = (baseUrl: string, url: string) => new URL(url).origin === new URL(baseUrl).origin;

/** https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
async function asserted(credentials: Credentials): Promise<Token> {
  const { client_email, private_key, private_key_id, token_uri } = keyOf(credentials);
  const assertion = await new SignJWT({ scope: usersScope })
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: private_key_id })
    .setIssuer(client_email)
    .setAudience(token_uri)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(createPrivateKey(private_key));
  return grant(
    token_uri,
    { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion },
    "Check that the service account and this key still exist, or make a new key and enter it here.",
  );
}

/** Where the operator's client has its tokens from: never an address that came with the credentials. */
export const tokenAddressOf = ({ baseUrl }: OAuthClient) => `${addressOf(baseUrl, "oauth2.googleapis.com")}/token`;

async function refreshed(refreshToken: string): Promise<Token> {
  const client = clientOf("firebase");
  if (!client) {
    throw new AppError("provider_refused", "This Rollcall has no Google client any more.", {
      meaning: "Your table stays as it is.",
      remedy: "Let the operator set PROVIDER_CLIENTS again, or connect with the key of a service account.",
    });
  }
  return grant(
    tokenAddressOf(client),
    {
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      client_id: client.clientId,
      client_secret: client.clientSecret,
    },
    "Connect with Google again: the access was taken back, or has ended.",
  );
}
