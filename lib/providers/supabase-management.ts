import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type JsonRequest, requestJson } from "@/lib/http";
import { type Credentials, credentialsSchema, managementOf } from "@/lib/providers/supabase-api";
import { Expired, expired, withToken } from "@/lib/providers/token";
import type { OAuth, OAuthClient, ProviderProject } from "@/lib/providers/types";

const name = "Supabase";

const Tokens = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
const Project = z.object({ ref: z.string(), name: z.string() });
const ApiKeys = z.array(z.object({ name: z.string(), type: z.string().nullish(), api_key: z.string().nullish() }));

const reconnect = "Connect to Supabase again.";

/** https://supabase.com/docs/guides/integrations/build-a-supabase-oauth-integration */
async function requestTokens(client: OAuthClient, form: Record<string, string>) {
  const { data } = await requestJson({
    name,
    url: `${managementOf(client)}/v1/oauth/token`,
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString("base64")}` },
    form,
    schema: Tokens,
    verdict: (status) => (status === 400 ? "refused" : undefined),
    refusedRemedy: reconnect,
  });
  return data;
}

export const supabaseOAuth: OAuth<Credentials> = {
  authorizeUrl: (client, { redirectUri, state, codeChallenge }) => {
    const query = new URLSearchParams({
      client_id: client.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      state,
      code_challenge: codeChallenge,
      code_challenge_method: "S256",
    });
    return `${managementOf(client)}/v1/oauth/authorize?${query}`;
  },
  exchange: async (client, { code, codeVerifier, redirectUri }) => {
    const form = { grant_type: "authorization_code", code, code_verifier: codeVerifier, redirect_uri: redirectUri };
    const { access_token, refresh_token } = await requestTokens(client, form);
    return credentialsSchema.parse({ ...client, accessToken: access_token, refreshToken: refresh_token });
  },
};

/** A refresh token serves once: the newest of those that began with the stored one, for the minutes until `narrow`. */
const newest = new Map<string, string>();

async function refresh(credentials: Credentials) {
  const used = newest.get(credentials.refreshToken) ?? credentials.refreshToken;
  const tokens = await requestTokens(credentials, { grant_type: "refresh_token", refresh_token: used });
  newest.set(credentials.refreshToken, tokens.refresh_token);
  return { value: tokens.access_token, expiresAt: Date.now() + tokens.expires_in * 1000 };
}

type Answer<T, E> = Pick<JsonRequest<T, E>, "schema" | "otherwise">;

async function send<T, E = never>(
  credentials: Credentials,
  path: string,
  token: string,
  answer: Answer<T, E>,
): Promise<T | E> {
  const { data } = await requestJson<T, E>({
    ...answer,
    name,
    url: managementOf(credentials) + path,
    headers: { authorization: `Bearer ${token}` },
    refusedRemedy: "Use an access token that may read projects and their API keys, secret ones too.",
  });
  return data;
}

/** With the access token; where that came by OAuth and has ended, with a fresh one. */
async function manage<T>(credentials: Credentials, path: string, schema: z.ZodType<T>): Promise<T> {
  const { accessToken, refreshToken } = credentials;
  if (!refreshToken) return send(credentials, path, accessToken, { schema });
  const ask = (token: string) =>
    send<T, typeof expired>(credentials, path, token, { schema, otherwise: { 401: Expired } });
  const data = await ask(accessToken);
  if (data !== expired) return data;
  const obtain = () => refresh(credentials);
  return withToken<T>({ name, key: refreshToken, obtain, ask, refusedRemedy: reconnect });
}

/** Every project that the access token sees. https://supabase.com/docs/reference/api/v1-list-all-projects */
export async function listManaged(credentials: Credentials): Promise<ProviderProject[]> {
  const projects = await manage(credentials, "/v1/projects", z.array(Project));
  return projects.map((project) => ({ id: project.ref, name: project.name }));
}

/**
 * Fills in the address and a secret key of this project. An emulator or a proxy stands for the project as well.
 * https://supabase.com/docs/reference/api/v1-get-project-api-keys
 */
export async function select(credentials: Credentials, ref: string): Promise<Credentials> {
  if (!credentials.accessToken) return credentials;
  const path = `/v1/projects/${encodeURIComponent(ref)}`;
  const project = await manage(credentials, path, Project);
  const keys = await manage(credentials, `${path}/api-keys?reveal=true`, ApiKeys);
  const key = keys.find(({ type }) => type === "secret") ?? keys.find((legacy) => legacy.name === "service_role");
  if (!key?.api_key) throw noKey(project.name);
  const projectUrl = credentials.baseUrl || `https://${ref}.supabase.co`;
  return { ...credentials, projectUrl, secretKey: key.api_key, projectRef: ref, projectName: project.name };
}

const noKey = (project: string) =>
  new AppError("provider_refused", `Supabase shows no secret key of ${project} to this access token.`, {
    meaning: "Nothing was connected.",
    remedy: "Make a secret key under Settings, API Keys, or enter the project's URL and a key in place of the token.",
  });

/** Only the project's own key stays. A consent that was given by OAuth is given back, with all its tokens. */
export async function narrow(credentials: Credentials): Promise<Credentials> {
  if (credentials.refreshToken) await revoke(credentials);
  return { ...credentials, accessToken: "", refreshToken: "", clientId: "", clientSecret: "", baseUrl: "" };
}

/** https://supabase.com/docs/reference/api/v1-revoke-token */
async function revoke(credentials: Credentials): Promise<void> {
  const { clientId, clientSecret, refreshToken } = credentials;
  const used = newest.get(refreshToken) ?? refreshToken;
  newest.delete(refreshToken);
  const gone = z.unknown();
  await requestJson({
    name,
    url: `${managementOf(credentials)}/v1/oauth/revoke`,
    method: "POST",
    body: { client_id: clientId, client_secret: clientSecret, refresh_token: used },
    schema: gone,
    otherwise: { 400: gone, 404: gone },
  });
}
