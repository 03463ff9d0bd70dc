import { z } from "zod";
import { type JsonAnswer, type JsonRequest, requestJson } from "@/lib/http";
import { Expired, expired, type Token, withToken } from "@/lib/providers/token";

export const name = "Logto";

export const credentialsSchema = z.object({
  endpoint: z.url({ protocol: /^https?$/, error: "The address of Logto" }).meta({
    label: "Logto endpoint",
    help: "Shown on the application's page. On Logto Cloud the address under logto.app, not a domain of your own.",
    placeholder: "https://abc123.logto.app",
    secret: false,
  }),
  appId: z.string().min(1).meta({
    label: "App ID",
    help: "Of a machine-to-machine application made for Rollcall.",
    placeholder: "0123456789abcdefghijk",
    secret: false,
  }),
  appSecret: z
    .string()
    .min(1)
    .meta({ label: "App secret", help: "On the same page, under App secrets.", placeholder: "", secret: true }),
});
export type Credentials = z.output<typeof credentialsSchema>;

export const baseOf = ({ endpoint }: Credentials) => endpoint.replace(/\/+$/, "");
export const isHosted = ({ endpoint }: Credentials) => new URL(endpoint).hostname.endsWith(".logto.app");

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number() });
/** These come with 400, some of them with 401 too. */
const NotGranted = z.object({ error: z.enum(["invalid_client", "invalid_target", "unauthorized_client"]) });

/** Every self-hosted API has the same name. https://docs.logto.io/integrate-logto/interact-with-management-api */
async function obtain(credentials: Credentials): Promise<Token> {
  const { appId: client_id, appSecret: client_secret } = credentials;
  const resource = isHosted(credentials) ? `${baseOf(credentials)}/api` : "https://default.logto.app/api";
  const asked = Date.now();
  const { data } = await requestJson({
    name,
    url: `${baseOf(credentials)}/oidc/token`,
    method: "POST",
    form: { grant_type: "client_credentials", client_id, client_secret, resource, scope: "all" },
    schema: Granted,
    verdict: (_status, json) => (NotGranted.safeParse(json).success ? "refused" : undefined),
    refusedRemedy: "Check the endpoint, the app ID and the app secret.",
  });
  return { value: data.access_token, expiresAt: asked + data.expires_in * 1000 };
}

type Request<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">;

/** One request to the Management API. https://openapi.logto.io */
export const ask = <T, E = never>(credentials: Credentials, path: string, request: Request<T, E>) =>
  withToken<JsonAnswer<T | E>>({
    name,
    key: credentials,
    obtain: () => obtain(credentials),
    ask: async (token) => {
      const { data, ...rest } = await requestJson<T, E | typeof expired>({
        ...request,
        name,
        url: `${baseOf(credentials)}/api${path}`,
        headers: { authorization: `Bearer ${token}` },
        otherwise: { ...request.otherwise, 401: Expired },
        refusedRemedy: "Give the application the role “Logto Management API access”.",
      });
      return data === expired ? expired : { ...rest, data };
    },
    refusedRemedy: "Check that requests reach Logto with their Authorization header, through any proxy in between.",
  });
