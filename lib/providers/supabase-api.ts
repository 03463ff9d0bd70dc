import { z } from "zod";
import { type JsonAnswer, type JsonRequest, requestJson } from "@/lib/http";
import { address, apiAddress } from "@/lib/providers/address";

export const name = "Supabase Auth";
const hostedApi = "https://api.supabase.com";

/** Filled by `select` or by OAuth, never typed. */
const filled = z.string().default("");

/**
 * Either the project's address and a secret key, or an access token that lists projects, from which `select` makes the
 * former. A user's OAuth consent is an access token too, with a refresh token and the client that may use it.
 */
export const credentialsSchema = z
  .object({
    projectUrl: address("The address of your project").meta({
      label: "Project URL",
      help: "Shown under Settings, Data API; or where your own Supabase Auth answers. Not needed with an access token.",
      placeholder: "https://abcdefghijklmnopqrst.supabase.co",
      secret: false,
    }),
    secretKey: z.string().default("").meta({
      label: "Secret key",
      help: "A secret key, or the service_role key, from Settings, API Keys. Not needed with an access token.",
      placeholder: "sb_secret_…",
      secret: true,
    }),
    accessToken: z.string().default("").meta({
      label: "Access token",
      help: "In place of URL and key: lists your projects, and is forgotten once you are connected.",
      placeholder: "sbp_…",
      secret: true,
    }),
    baseUrl: apiAddress(hostedApi),
    refreshToken: filled,
    clientId: filled,
    clientSecret: filled,
    projectRef: filled,
    projectName: filled,
  })
  .refine(({ projectUrl, accessToken }) => projectUrl || accessToken, {
    path: ["projectUrl"],
    error: "The project's URL is missing, or an access token in place of it.",
  })
  .refine(({ secretKey, accessToken }) => secretKey || accessToken, {
    path: ["secretKey"],
    error: "The project's secret key is missing, or an access token in place of it.",
  });

export type Credentials = z.output<typeof credentialsSchema>;

/** Of the Management API: https://supabase.com/docs/reference/api/introduction */
export const managementOf = ({ baseUrl }: { baseUrl: string }) => (baseUrl || hostedApi).replace(/\/+$/, "");

/** Where Supabase Auth itself answers. A project URL that has a path is used as it is. */
export function authOf({ projectUrl }: Credentials): string {
  const base = projectUrl.replace(/\/+$/, "");
  return new URL(base).pathname === "/" ? `${base}/auth/v1` : base;
}

/** A new kind of key is no JWT, and is refused where a JWT belongs: https://supabase.com/docs/guides/api/api-keys */
const headersOf = ({ secretKey }: Credentials) => ({
  apikey: secretKey,
  ...(secretKey.startsWith("sb_secret_") ? {} : { authorization: `Bearer ${secretKey}` }),
});

type Request<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">;

/** https://github.com/supabase/auth/blob/master/openapi.yaml */
export const ask = <T, E = never>(
  credentials: Credentials,
  path: string,
  request: Request<T, E>,
): Promise<JsonAnswer<T | E>> =>
  requestJson<T, E>({
    ...request,
    name,
    url: authOf(credentials) + path,
    headers: headersOf(credentials),
    refusedRemedy: "Copy a secret key, or the service_role key, from Settings, API Keys, then enter it here.",
  });
