import { z } from "zod";
import { type JsonRequest, requestJson } from "@/lib/http";

export const hosted = "https://api.clerk.com";

export type ClerkCredentials = { secretKey: string; baseUrl: string };

export const baseOf = ({ baseUrl }: ClerkCredentials) => (baseUrl || hosted).replace(/\/+$/, "");

/** How Clerk says no. https://clerk.com/docs/guides/development/errors/backend-api */
export const ClerkErrors = z.object({
  errors: z
    .array(
      z.object({
        code: z.string(),
        long_message: z.string().optional(),
        meta: z.object({ param_name: z.string().optional() }).optional(),
      }),
    )
    .min(1),
});

/** An unknown address has the same status and code: only the sentence says that a user was looked for. */
export const NoSuchUser = z
  .object({
    errors: z.tuple([
      z.object({ code: z.literal("resource_not_found"), long_message: z.string().regex(/^No user /i) }),
    ]),
  })
  .transform(() => null);

/** One request to the Backend API, at the version whose answers are read here. https://clerk.com/docs/reference/backend-api */
export async function askClerk<T, E = never>(
  credentials: ClerkCredentials,
  path: string,
  request: Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">,
): Promise<T | E> {
  const { data } = await requestJson({
    ...request,
    name: "Clerk",
    url: `${baseOf(credentials)}/v1${path}`,
    headers: { authorization: `Bearer ${credentials.secretKey}`, "clerk-api-version": "2026-05-12" },
    refusedRemedy: "Copy a secret key of this instance from API keys in the Clerk dashboard, then enter it here.",
  });
  return data;
}
