import type { IncomingMessage } from "node:http";
import { type Auth, CLIENT_IP_HEADER } from "./auth";
import type { Reply } from "./http";

/** A node request's headers for Better Auth, with the client's address as this server saw it. */
export function authHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  headers.set(CLIENT_IP_HEADER, request.socket.remoteAddress ?? "127.0.0.1");
  return headers;
}

/** Hands a request under /api/auth to Better Auth. */
export async function passToAuth(auth: Auth, request: IncomingMessage, url: URL, body: Buffer): Promise<Reply> {
  const method = request.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD" && body.length > 0;
  const answer = await auth.handler(
    new Request(url, { method, headers: authHeaders(request), body: hasBody ? new Uint8Array(body) : undefined }),
  );
  const headers: Record<string, string | string[]> = Object.fromEntries(answer.headers);
  headers["set-cookie"] = answer.headers.getSetCookie();
  const type = answer.headers.get("content-type") ?? "application/json";
  return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()), type, headers };
}

export type AuthAnswer = { ok: boolean; cookies: string[]; message: string };

/** Calls an endpoint of Better Auth for a form, by the front door: its rate limit and origin check hold there too. */
export async function callAuth(
  auth: Auth,
  request: IncomingMessage,
  endpoint: URL,
  body: Record<string, string>,
): Promise<AuthAnswer> {
  const headers = authHeaders(request);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  const answer = await auth.handler(new Request(endpoint, { method: "POST", headers, body: JSON.stringify(body) }));
  const message = answer.ok ? "" : explain(answer.status, await answer.json().catch(() => null));
  return { ok: answer.ok, cookies: answer.headers.getSetCookie(), message };
}

const MESSAGES: Record<string, string> = {
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "This e-mail already has an account. Sign in, or use another one.",
  INVALID_EMAIL_OR_PASSWORD: "This e-mail and password do not belong together.",
  INVALID_EMAIL: "This is not an e-mail address.",
  PASSWORD_TOO_SHORT: "The password needs at least 8 characters.",
  PASSWORD_TOO_LONG: "The password may have at most 128 characters.",
  SESSION_EXPIRED: "Deleting an account needs a sign-in from today. Sign out, sign in again, then delete it.",
};

function explain(status: number, body: { code?: string; message?: string } | null): string {
  if (status === 429) return "Too many tries from this address. Wait ten seconds, then try again.";
  return MESSAGES[body?.code ?? ""] ?? body?.message ?? `The auth server answered ${status}. Nothing was changed.`;
}
