import { z } from "zod";
import { type JsonRequest, requestJson } from "@/lib/http";
import { apiAddress } from "@/lib/providers/address";
import { Expired, expired, type Token, withToken } from "@/lib/providers/token";

export const name = "Auth0";

export const credentialsSchema = z.object({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "The domain alone, such as acme.eu.auth0.com")
    .meta({
      label: "Domain",
      help: "The tenant's own one, shown in the application's settings. Not a custom domain.",
      placeholder: "acme.eu.auth0.com",
      secret: false,
    }),
  clientId: z.string().min(1).meta({
    label: "Client ID",
    help: "Of a machine-to-machine application made for Rollcall.",
    placeholder: "",
    secret: false,
  }),
  clientSecret: z.string().min(1).meta({
    label: "Client secret",
    help: "Allow the application read:users on the Auth0 Management API.",
    placeholder: "",
    secret: true,
  }),
  connection: z.string().min(1).default("Username-Password-Authentication").meta({
    label: "Database connection",
    help: "Where users made in Rollcall are kept.",
    placeholder: "Username-Password-Authentication",
    secret: false,
    advanced: true,
  }),
  baseUrl: apiAddress("https://acme.eu.auth0.com"),
});

export type Auth0Credentials = z.output<typeof credentialsSchema>;

export const baseOf = ({ domain, baseUrl }: Auth0Credentials) => (baseUrl || `https://${domain}`).replace(/\/+$/, "");

const refusedRemedy = "Allow the application these permissions on the Auth0 Management API, at least read:users.";

const Grant = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens */
async function obtain(credentials: Auth0Credentials): Promise<Token> {
  const { domain, clientId, clientSecret } = credentials;
  const { data } = await requestJson({
    name,
    url: `${baseOf(credentials)}/oauth/token`,
    method: "POST",
    body: {
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      audience: `https://${domain}/api/v2/`,
    },
    schema: Grant,
    refusedRemedy:
      "Check the domain, the client ID and the secret, and allow the application to use the Auth0 Management API.",
  });
  return { value: data.access_token, expiresAt: Date.now() + data.expires_in * 1000 };
}

/** How the Management API refuses for want of a permission. */
const TooNarrow = z.object({ errorCode: z.literal("insufficient_scope") }).transform((): typeof expired => expired);

type Common = {
  name: string;
  url: string;
  headers: Record<string, string>;
  otherwise: Record<number, z.ZodType<typeof expired>>;
  refusedRemedy: string;
};

/**
 * Sends a request to the Management API with a token. A token keeps for a day the permissions that the application had when
 * it was given: what is refused for want of one is asked once more with a fresh token.
 */
export function asApplication<T>(
  credentials: Auth0Credentials,
  path: string,
  send: (common: Common) => Promise<T | typeof expired>,
): Promise<T> {
  let tries = 0;
  return withToken<T>({
    name,
    key: credentials,
    obtain: () => obtain(credentials),
    ask: (token) =>
      send({
        name,
        url: `${baseOf(credentials)}/api/v2${path}`,
        headers: { authorization: `Bearer ${token}` },
        otherwise: tries++ === 0 ? { 401: Expired, 403: TooNarrow } : { 401: Expired },
        refusedRemedy,
      }),
    refusedRemedy,
  });
}

/** What the Management API answers. `otherwise` for a 403 counts only after a fresh token was refused too. */
export const askAuth0 = <T, E = never>(
  credentials: Auth0Credentials,
  path: string,
  request: Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">,
): Promise<T | E> =>
  asApplication<T | E>(credentials, path, async (common) => {
    const otherwise = { ...request.otherwise, ...common.otherwise };
    const { data } = await requestJson<T, E | typeof expired>({ ...request, ...common, otherwise });
    return data;
  });
