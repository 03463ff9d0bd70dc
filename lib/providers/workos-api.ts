import { type JsonRequest, requestJson } from "@/lib/http";

const hosted = "https://api.workos.com";

export type WorkosCredentials = { apiKey: string; baseUrl: string };

export const baseOf = ({ baseUrl }: WorkosCredentials) => (baseUrl || hosted).replace(/\/+$/, "");

/** Asks the environment that the key belongs to. https://workos.com/docs/reference */
export async function ask<T, E = never>(
  credentials: WorkosCredentials,
  path: string,
  request: Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">,
): Promise<T | E> {
  const { data } = await requestJson({
    ...request,
    name: "WorkOS",
    url: baseOf(credentials) + path,
    headers: { authorization: `Bearer ${credentials.apiKey}` },
    refusedRemedy: "Make a secret key under API Keys in the WorkOS dashboard, then enter it here.",
  });
  return data;
}
