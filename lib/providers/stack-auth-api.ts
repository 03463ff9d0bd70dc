import { z } from "zod";
import { type JsonRequest, requestJson } from "@/lib/http";
import { address } from "@/lib/providers/address";

export const name = "Stack Auth";
export const hosted = "https://api.stack-auth.com";

/**
 * OAuth and provisioning give `adminKey`, and keep in `client` the operator's client, which registering a webhook asks for;
 * both are gone once `narrow` has put a server key in their place.
 */
export const credentialsSchema = z
  .object({
    projectId: z.string().min(1).meta({
      label: "Project ID",
      help: "Shown in the dashboard under Project keys.",
      placeholder: "00000000-0000-0000-0000-000000000000",
      secret: false,
    }),
    secretServerKey: z.string().default("").meta({
      label: "Secret server key",
      help: "Make one for Rollcall under Project keys.",
      placeholder: "ssk_…",
      secret: true,
    }),
    baseUrl: address("The address of your Stack Auth server").meta({
      label: "API address",
      help: "Only for a Stack Auth server of your own.",
      placeholder: hosted,
      secret: false,
    }),
    adminKey: z.string().default(""),
    client: z.string().default(""),
  })
  .refine(({ secretServerKey, adminKey }) => secretServerKey !== "" || adminKey !== "", {
    path: ["secretServerKey"],
    error: "The secret server key",
  });

export type StackAuthCredentials = z.output<typeof credentialsSchema>;

export const baseOf = ({ baseUrl }: { baseUrl: string }) => (baseUrl || hosted).replace(/\/+$/, "");

const keyOf = ({ secretServerKey, adminKey }: StackAuthCredentials): Record<string, string> =>
  adminKey
    ? { "x-stack-access-type": "admin", "x-stack-super-secret-admin-key": adminKey }
    : { "x-stack-access-type": "server", "x-stack-secret-server-key": secretServerKey };

export type StackAuthRequest<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "headers" | "schema" | "otherwise">;

/** One request about this project. https://docs.stack-auth.com/docs/rest-api/overview */
export async function ask<T, E = never>(
  credentials: StackAuthCredentials,
  path: string,
  { headers, ...request }: StackAuthRequest<T, E>,
): Promise<T | E> {
  const { data } = await requestJson({
    ...request,
    name,
    url: `${baseOf(credentials)}/api/v1${path}`,
    headers: { ...headers, ...keyOf(credentials), "x-stack-project-id": credentials.projectId },
    refusedRemedy: "Make a secret server key under Project keys, then enter it here.",
  });
  return data;
}
