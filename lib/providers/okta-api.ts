import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type JsonAnswer, type JsonRequest, requestJson } from "@/lib/http";
import { obtainToken, readKey } from "@/lib/providers/okta-token";
import { Expired, expired, withToken } from "@/lib/providers/token";

const name = "Okta";

export const oktaCredentials = z
  .object({
    orgUrl: z.url({ protocol: /^https?$/, error: "The address of your Okta org" }).meta({
      label: "Org URL",
      help: "The address of your Okta org, or its custom domain.",
      placeholder: "https://acme.okta.com",
      secret: false,
    }),
    apiToken: z.string().default("").meta({
      label: "API token",
      help: "Acts with the role of the admin who makes it. Leave it empty to use a service app.",
      placeholder: "00…",
      secret: true,
    }),
    clientId: z.string().default("").meta({
      label: "Client ID",
      help: "Of an API Services app, in place of an API token.",
      placeholder: "0oa…",
      secret: false,
    }),
    privateKey: z.string().default("").meta({
      label: "Private key",
      help: "The app's private key, as JWK or PEM.",
      placeholder: '{"kty":"RSA","kid":"…"}',
      secret: true,
      multiline: true,
    }),
  })
  .superRefine(({ apiToken, clientId, privateKey }, context) => {
    const wrong = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    if (clientId && !isKey(privateKey)) return wrong("privateKey", "The private key of this app, as JWK or PEM");
    if (privateKey && !clientId) return wrong("clientId", "The client ID of the app that this key belongs to");
    if (!clientId && !apiToken) return wrong("apiToken", "An API token, or a client ID and its private key");
  });

export type OktaCredentials = z.output<typeof oktaCredentials>;

function isKey(text: string): boolean {
  try {
    return Boolean(readKey(text));
  } catch {
    return false;
  }
}

/** The host that has the API: the Admin Console's own, which people copy from its address bar, has none. */
export const baseOf = ({ orgUrl }: OktaCredentials) =>
  new URL(orgUrl).origin.replace(/-admin(?=\.okta[^.]*\.\w+$)/, "");

/** Each with a token of its own, so that what is not granted spoils nothing else. */
const rights = {
  users: { scope: "okta.users.read okta.orgs.read", may: "read users and the org" },
  logs: { scope: "okta.logs.read", may: "read the System Log" },
  hooks: { scope: "okta.eventHooks.manage", may: "manage event hooks" },
  writes: { scope: "okta.users.manage", may: "create and delete users" },
};

type OktaRequest<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise"> & {
  right: keyof typeof rights;
};

/** Asks with the API token, or as the service app. https://developer.okta.com/docs/api/openapi/okta-management/guides/overview/ */
export async function askOkta<T, E = never>(
  credentials: OktaCredentials,
  path: string,
  { right, ...request }: OktaRequest<T, E>,
): Promise<JsonAnswer<T | E>> {
  const { apiToken, clientId } = credentials;
  const base = baseOf(credentials);
  const { scope, may } = rights[right];
  const scopes = scope.replaceAll(" ", " and ");
  const common = { ...request, name, url: base + path };
  if (!clientId) {
    const refusedRemedy = `Use an API token of an admin whose role may ${may}.`;
    return requestJson({ ...common, headers: { authorization: `SSWS ${apiToken}` }, refusedRemedy });
  }
  const refusedRemedy = `Grant the service app ${scopes}, and assign it an admin role that may ${may}.`;
  return withToken({
    name,
    key: [credentials, scope],
    obtain: () => obtainToken(base, credentials, scope),
    ask: async (token) => {
      const { data, ...answer } = await requestJson<T, E | typeof expired>({
        ...common,
        headers: { authorization: `Bearer ${token}` },
        otherwise: { ...request.otherwise, 401: Expired },
        refusedRemedy,
      });
      return data === expired ? expired : { ...answer, data };
    },
    refusedRemedy,
  });
}

/** An error of Okta's own with this code. https://developer.okta.com/docs/reference/error-codes/ */
export const oktaError = (...codes: string[]) =>
  z.looseObject({ errorCode: codes.length > 0 ? z.enum(codes) : z.string() });

/** "Not found". https://developer.okta.com/docs/reference/error-codes/#E0000007 */
export const NotFound = oktaError("E0000007").transform(() => null);

/** For an answer that no walk may believe. */
export const misled = (message: string) =>
  new AppError("provider_unavailable", message, {
    meaning: "Your table stays as it is.",
    remedy: "Rollcall tries again by itself.",
  });

/**
 * The opaque cursor of the next page, null where there is none. The address around it is never followed: it must be the
 * org's own, or the answer is not believed. https://developer.okta.com/docs/api/#pagination
 */
export function nextAfter(credentials: OktaCredentials, { link }: IncomingHttpHeaders): string | null {
  const next = /<([^<>]*)>\s*;\s*rel="?next\b/i.exec([link ?? []].flat().join(","))?.[1];
  if (next === undefined) return null;
  const base = baseOf(credentials);
  const url = URL.canParse(next, base) ? new URL(next, base) : null;
  const after = url?.origin === base && url.searchParams.get("after");
  if (!after) throw misled("Okta named a next page that is not its own.");
  return after;
}
