import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { type JsonRequest, requestJson } from "@/lib/http";

export type BetterAuthCredentials = { baseUrl: string; email: string; password: string };

export const baseOf = ({ baseUrl }: BetterAuthCredentials) => baseUrl.replace(/\/+$/, "");

/** The cookies of signed-in admins, by a hash of their credentials. A promise, so that parallel calls share one sign-in. */
const sessions = new Map<string, Promise<string>>();

const keyOf = ({ baseUrl, email, password }: BetterAuthCredentials) =>
  createHash("sha256")
    .update(JSON.stringify([baseUrl, email, password]))
    .digest("hex");

async function signIn(credentials: BetterAuthCredentials): Promise<string> {
  const base = baseOf(credentials);
  const { headers } = await requestJson({
    name: "Better Auth",
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

function sessionOf(credentials: BetterAuthCredentials): Promise<string> {
  const key = keyOf(credentials);
  const session = sessions.get(key) ?? signIn(credentials);
  sessions.set(key, session);
  session.catch(() => forget(credentials, session));
  return session;
}

/** Only this session: another call may have signed in anew meanwhile. */
function forget(credentials: BetterAuthCredentials, session: Promise<string>) {
  const key = keyOf(credentials);
  if (sessions.get(key) === session) sessions.delete(key);
}

const expired = Symbol("the session has ended");
const Expired = z.unknown().transform((): typeof expired => expired);

type AdminRequest<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">;

/** Asks as the admin and returns what the answer holds; signs in once more where the session has ended. */
export async function asAdmin<T, E = never>(
  credentials: BetterAuthCredentials,
  path: string,
  request: AdminRequest<T, E>,
): Promise<T | E> {
  const session = sessionOf(credentials);
  const data = await send(credentials, path, request, session);
  if (data !== expired) return data;
  forget(credentials, session);
  const again = await send(credentials, path, request, sessionOf(credentials));
  if (again !== expired) return again;
  throw new AppError("provider_refused", "Better Auth does not keep the session that it opened.", {
    meaning: "Your table stays as it is.",
    remedy: "Check that requests reach Better Auth with their cookies, through any proxy in between.",
  });
}

async function send<T, E>(
  credentials: BetterAuthCredentials,
  path: string,
  request: AdminRequest<T, E>,
  session: Promise<string>,
): Promise<T | E | typeof expired> {
  const base = baseOf(credentials);
  const { data } = await requestJson<T, E | typeof expired>({
    ...request,
    name: "Better Auth",
    url: base + path,
    headers: { cookie: await session, origin: new URL(base).origin },
    otherwise: { ...request.otherwise, 401: Expired },
    refusedRemedy: "Give this user the role `admin`, and check that Better Auth has the admin plug-in.",
  });
  return data;
}
