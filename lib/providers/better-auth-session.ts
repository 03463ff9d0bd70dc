import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type JsonRequest, requestJson } from "@/lib/http";
import { Expired, type expired, withToken } from "@/lib/providers/token";

const name = "Better Auth";

export const credentialsSchema = z.object({
  baseUrl: z.url({ protocol: /^https?$/, error: "The address of Better Auth, with its path" }).meta({
    label: "Base URL",
    help: "Where Better Auth answers, with its path.",
    placeholder: "https://app.example.com/api/auth",
    secret: false,
  }),
  email: z.email().meta({
    label: "Admin e-mail",
    help: "A user with the role admin, made for Rollcall.",
    placeholder: "rollcall@example.com",
    secret: false,
  }),
  password: z
    .string()
    .min(1)
    .meta({ label: "Admin password", help: "The password of that user.", placeholder: "", secret: true }),
});

export type BetterAuthCredentials = z.output<typeof credentialsSchema>;

export const baseOf = ({ baseUrl }: BetterAuthCredentials) => baseUrl.replace(/\/+$/, "");

async function signIn(credentials: BetterAuthCredentials): Promise<string> {
  const base = baseOf(credentials);
  const { headers } = await requestJson({
    name,
    url: `${base}/sign-in/email`,
    method: "POST",
    headers: { origin: new URL(base).origin },
    body: { email: credentials.email, password: credentials.password },
    schema: z.looseObject({}),
    refusedRemedy: "Check the e-mail and the password, and that this user may sign in with them.",
  });
  const cookies = [headers["set-cookie"] ?? []].flat().map((cookie) => cookie.split(";", 1)[0] ?? "");
  if (!cookies.some((cookie) => /session_token=./.test(cookie))) {
    throw new AppError("provider_refused", "Better Auth accepted the password but opened no session.", {
      meaning: "Your table stays as it is.",
      remedy: "Use an admin user made for Rollcall, without a second factor.",
    });
  }
  return cookies.join("; ");
}

type AdminRequest<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">;

/** Asks as the admin and returns what the answer holds; signs in once more where the session has ended. */
export const asAdmin = <T, E = never>(
  credentials: BetterAuthCredentials,
  path: string,
  request: AdminRequest<T, E>,
): Promise<T | E> =>
  withToken<T | E>({
    name,
    key: credentials,
    obtain: async () => ({ value: await signIn(credentials), expiresAt: Number.POSITIVE_INFINITY }),
    ask: (session) => send(credentials, path, request, session),
    refusedRemedy: "Check that requests reach Better Auth with their cookies, through any proxy in between.",
  });

async function send<T, E>(
  credentials: BetterAuthCredentials,
  path: string,
  request: AdminRequest<T, E>,
  session: string,
): Promise<T | E | typeof expired> {
  const base = baseOf(credentials);
  const { data } = await requestJson<T, E | typeof expired>({
    ...request,
    name,
    url: base + path,
    headers: { cookie: session, origin: new URL(base).origin },
    otherwise: { ...request.otherwise, 401: Expired },
    refusedRemedy: "Give this user the role admin, and check that Better Auth has the admin plug-in.",
  });
  return data;
}
