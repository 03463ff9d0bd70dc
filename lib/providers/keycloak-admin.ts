import { z } from "zod";
import { type JsonAnswer, type JsonRequest, requestJson } from "@/lib/http";
import { Expired, expired, type Token, withToken } from "@/lib/providers/token";

export const name = "Keycloak";

export type KeycloakCredentials = {
  baseUrl: string;
  clientRealm: string;
  clientId: string;
  clientSecret: string;
  realm: string;
};

export const baseOf = ({ baseUrl }: Pick<KeycloakCredentials, "baseUrl">) => baseUrl.replace(/\/+$/, "");

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number() });
/** These come with 400 and 404 as well as with 401, depending on the version. */
const NotGranted = z.object({ error: z.enum(["invalid_client", "unauthorized_client", "Realm does not exist"]) });

/** https://www.keycloak.org/docs/latest/server_admin/#_service_accounts */
async function obtain(credentials: KeycloakCredentials): Promise<Token> {
  const { clientRealm, clientId, clientSecret } = credentials;
  const asked = Date.now();
  const { data } = await requestJson({
    name,
    url: `${baseOf(credentials)}/realms/${encodeURIComponent(clientRealm)}/protocol/openid-connect/token`,
    method: "POST",
    form: { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret },
    schema: Granted,
    verdict: (_status, json) => (NotGranted.safeParse(json).success ? "refused" : undefined),
    refusedRemedy: "Check the client's realm, id and secret, and that its service account is switched on.",
  });
  return { value: data.access_token, expiresAt: asked + data.expires_in * 1000 };
}

type AdminRequest<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">;

/** One request to the Admin API, below `/admin/realms`. https://www.keycloak.org/docs-api/latest/rest-api/index.html */
export const askAdmin = <T, E = never>(
  credentials: KeycloakCredentials,
  path: string,
  request: AdminRequest<T, E>,
): Promise<JsonAnswer<T | E>> =>
  withToken<JsonAnswer<T | E>>({
    name,
    key: { ...credentials, realm: "" },
    obtain: () => obtain(credentials),
    ask: (token) => send(credentials, path, request, token),
    refusedRemedy: "Check that requests reach Keycloak with their Authorization header, through any proxy in between.",
  });

async function send<T, E>(
  credentials: KeycloakCredentials,
  path: string,
  request: AdminRequest<T, E>,
  token: string,
): Promise<JsonAnswer<T | E> | typeof expired> {
  const { data, ...rest } = await requestJson<T, E | typeof expired>({
    ...request,
    name,
    url: `${baseOf(credentials)}/admin/realms${path}`,
    headers: { authorization: `Bearer ${token}` },
    otherwise: { ...request.otherwise, 401: Expired },
    refusedRemedy:
      "Give the client's service account the roles view-users, view-realm and view-events of this realm, and manage-users to create and delete users.",
  });
  return data === expired ? expired : { ...rest, data };
}

/** The part of a path that names the selected realm; the Admin API knows realms by name, not by id. */
export const realmPath = ({ realm }: KeycloakCredentials) => `/${encodeURIComponent(realm)}`;

export const usersPath = (credentials: KeycloakCredentials) => `${realmPath(credentials)}/users`;
export const userPath = (credentials: KeycloakCredentials, id: string) =>
  `${usersPath(credentials)}/${encodeURIComponent(id)}`;

/** For `otherwise: { 404: NoSuchUser }`: an unknown realm or path has another sentence. */
export const NoSuchUser = z.object({ error: z.literal("User not found") }).transform(() => null);
