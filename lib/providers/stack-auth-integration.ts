import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type JsonAnswer, type JsonRequest, requestJson } from "@/lib/http";
import { ask, baseOf, credentialsSchema, name, type StackAuthCredentials } from "@/lib/providers/stack-auth-api";
import type { OAuth, OAuthClient, Transfer, WebhookRegistration } from "@/lib/providers/types";

// The server's operator names clients in STACK_INTEGRATION_CLIENTS_CONFIG. They hold for two families of addresses:
// `custom` is made for anybody, and asks and names things so; registering a webhook is possible under `neon` alone.
// https://github.com/stack-auth/stack-auth/tree/dev/apps/backend/src/app/api/latest/integrations
const root = (client: OAuthClient) => `${baseOf(client)}/api/v1/integrations/custom`;

const basic = ({ clientId, clientSecret }: OAuthClient) =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;

/** A wrong client is a 400 there. */
const WrongClient = z.object({ code: z.literal("SCHEMA_ERROR") });

type ClientRequest<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise" | "verdict">;

const asClient = <T, E = never>(
  client: OAuthClient,
  path: string,
  request: ClientRequest<T, E>,
): Promise<JsonAnswer<T | E>> =>
  requestJson({
    verdict: (_status, json) => (WrongClient.safeParse(json).success ? "refused" : undefined),
    ...request,
    name,
    url: root(client) + path,
    headers: { authorization: basic(client) },
    refusedRemedy:
      "Start again. If it stays so, the client's id, secret and redirect address must stand in STACK_INTEGRATION_CLIENTS_CONFIG.",
  });

const broad = (client: OAuthClient, projectId: string, adminKey: string): StackAuthCredentials =>
  credentialsSchema.parse({ projectId, adminKey, baseUrl: client.baseUrl, client: basic(client) });

const Grant = z.object({ access_token: z.string().min(1), project_id: z.string().min(1) });

/** A person selects or creates the project at Stack Auth; the answer is an admin key of that one project. */
export const oauth: OAuth<StackAuthCredentials> = {
  authorizeUrl(client, { redirectUri, state, codeChallenge }) {
    const query = new URLSearchParams({
      client_id: client.clientId,
      redirect_uri: redirectUri,
      state,
      code_challenge: codeChallenge,
      code_challenge_method: "S256",
      response_type: "code",
    });
    return `${root(client)}/oauth/authorize?${query}`;
  },
  async exchange(client, { code, codeVerifier, redirectUri }) {
    const { data } = await asClient(client, "/oauth/token", {
      method: "POST",
      body: { grant_type: "authorization_code", code, code_verifier: codeVerifier, redirect_uri: redirectUri },
      schema: Grant,
      verdict: (status) => (status === 400 ? "refused" : undefined),
    });
    return broad(client, data.project_id, data.access_token);
  },
};

const Provisioned = z.object({ project_id: z.string().min(1), super_secret_admin_key: z.string().min(1) });

export async function provision(client: OAuthClient, displayName: string): Promise<StackAuthCredentials> {
  const request = { method: "POST", body: { display_name: displayName }, schema: Provisioned } as const;
  const { data } = await asClient(client, "/projects/provision", request);
  return broad(client, data.project_id, data.super_secret_admin_key);
}

/** Plain text, which reads as nothing: not this client's project, or handed over already. */
const NotOurs = z.undefined().transform(() => null);

/** Stack Auth marks every answer of its own: a proxy's 400 must not pass for a project that was handed over. */
async function ofTransfer<T>(client: OAuthClient, path: string, request: ClientRequest<T, never>): Promise<T | null> {
  const { data, headers } = await asClient<T, null>(client, path, { ...request, otherwise: { 400: NotOurs } });
  if (data !== null || headers["x-stack-request-id"]) return data;
  throw new AppError("provider_unavailable", "Something in front of Stack Auth answered 400.", {
    meaning: "Nothing was changed.",
    remedy: "Check the address of the server, and any proxy in between.",
  });
}

const Ready = z.object({ message: z.string() });
const Started = z.object({ confirmation_url: z.url({ protocol: /^https?$/ }) });

export const transfer: Transfer = {
  async isOpen(client, projectId) {
    const query = new URLSearchParams({ project_id: projectId });
    return (await ofTransfer(client, `/projects/transfer?${query}`, { schema: Ready })) !== null;
  },
  async start(client, projectId) {
    const request = { method: "POST", body: { project_id: projectId }, schema: Started } as const;
    const started = await ofTransfer(client, "/projects/transfer", request);
    if (started) return { url: started.confirmation_url, validForSeconds: 3600 };
    throw new AppError("conflict", "This project has been handed over already.", {
      meaning: "Your table stays as it is, and the sync goes on.",
      remedy: "Whoever took it over finds it in the Stack Auth dashboard.",
    });
  },
};

const century = 100 * 365 * 24 * 3600 * 1000;
const Minted = z.object({ secret_server_key: z.string().min(1) });

/** A server key reads and writes users, and neither settings nor keys. It is one that the owner can revoke by its name. */
export async function narrow(credentials: StackAuthCredentials): Promise<StackAuthCredentials> {
  if (!credentials.adminKey) return credentials;
  const { secret_server_key: secretServerKey } = await ask(credentials, "/internal/api-keys", {
    method: "POST",
    body: {
      description: "Rollcall",
      expires_at_millis: Date.now() + century,
      has_publishable_client_key: false,
      has_secret_server_key: true,
      has_super_secret_admin_key: false,
    },
    schema: Minted,
  });
  return { ...credentials, secretServerKey, adminKey: "", client: "" };
}

const NotThere = z.unknown().transform(() => null);

/** Nothing there lists or deletes what was registered: the owner does so in the dashboard. */
export async function register(
  credentials: StackAuthCredentials,
  { url }: { url: string },
): Promise<WebhookRegistration | null> {
  if (!credentials.client) return null;
  const made = await ask(credentials, "/integrations/neon/webhooks", {
    method: "POST",
    headers: { authorization: credentials.client },
    body: { url, description: "Rollcall" },
    schema: z.object({ secret: z.string().min(1) }),
    otherwise: { 404: NotThere },
  });
  return made && { id: url, secret: made.secret };
}
