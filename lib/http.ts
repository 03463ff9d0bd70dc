import type { IncomingHttpHeaders } from "node:http";
import { Agent, buildConnector, request } from "undici";
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { allowedLookup, isLiteral, resolveAllowed } from "@/lib/network";

const megabyte = 1024 * 1024;
const open = buildConnector({ lookup: allowedLookup });

/** Every socket is opened here, to an address that was checked. `request` follows no redirects by itself. */
const agent = new Agent({
  connect: (options, callback) => {
    if (!isLiteral(options.hostname)) return open(options, callback);
    resolveAllowed(options.hostname).then(
      () => open(options, callback),
      (error: Error) => callback(error, null),
    );
  },
});

export type JsonRequest<T, E> = {
  /** Who is asked, by the name a person knows: the subject of every message. */
  name: string;
  url: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: unknown;
  /** What a 2xx holds. */
  schema: z.ZodType<T>;
  /** Answers that are no failure: a schema per status. An answer that does not fit it is a failure like any other. */
  otherwise?: Record<number, z.ZodType<E>>;
  /** What to do about a 401 or 403. */
  refusedRemedy?: string;
  /** For the whole exchange; 15 s. */
  timeoutMs?: number;
  /** Of the answer's body; 32 MB. */
  maxBytes?: number;
};

export type JsonAnswer<T> = { status: number; headers: IncomingHttpHeaders; data: T };

type Reply = { status: number; headers: IncomingHttpHeaders; text: string };

const unavailable = (message: string, cause?: unknown, retryAfter?: number) =>
  new AppError("provider_unavailable", message, {
    meaning: "Your table stays as it is.",
    remedy: "Rollcall tries again by itself.",
    cause,
    retryAfter,
  });

const refused = (message: string, remedy: string) =>
  new AppError("provider_refused", message, { meaning: "Your table stays as it is.", remedy });

/**
 * Sends one request and returns its checked JSON. Throws AppError `provider_refused` (401, 403, a redirect, a forbidden
 * address, any other 4xx: a person must act) or `provider_unavailable` (404, 408, 425, 429 and 5xx, with `retryAfter` in
 * seconds where the answer names it; network; not JSON; another shape; too large). No message holds a secret or a body.
 */
export async function requestJson<T, E = never>(options: JsonRequest<T, E>): Promise<JsonAnswer<T | E>> {
  const reply = await send(options);
  const { status, headers } = reply;
  const isOk = status >= 200 && status < 300;
  const json = jsonOf(reply);
  if (isOk && json === undefined) throw unavailable(`${options.name} answered ${status} without JSON.`);
  const parsed = (isOk ? options.schema : options.otherwise?.[status])?.safeParse(json);
  if (parsed?.success) return { status, headers, data: parsed.data };
  if (isOk) throw unavailable(`${options.name} answered in a form that Rollcall does not know.`, parsed?.error);
  throw failureOf(reply, options);
}

async function send(options: JsonRequest<unknown, unknown>): Promise<Reply> {
  const { name, url, method = "GET", headers, body, timeoutMs = 15_000, maxBytes = 32 * megabyte } = options;
  try {
    const reply = await request(url, {
      method,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of reply.body) {
      size += part.length;
      if (size > maxBytes) throw unavailable(`${name} answered with more than ${Math.round(maxBytes / megabyte)} MB.`);
      parts.push(part);
    }
    return { status: reply.statusCode, headers: reply.headers, text: Buffer.concat(parts).toString("utf8") };
  } catch (error) {
    throw sendFailure(error, name, timeoutMs);
  }
}

function sendFailure(error: unknown, name: string, timeoutMs: number): AppError {
  if (error instanceof AppError && error.code === "invalid_input") return refused(error.message, error.remedy ?? "");
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    return unavailable(`${name} did not answer within ${timeoutMs / 1000} s.`, error);
  }
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return unavailable(`${name} could not be reached${code}.`, error);
}

/** Undefined where the answer does not say that it is JSON, or is not. */
function jsonOf({ headers, text }: Reply): unknown {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(String(headers["content-type"] ?? ""))) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf({ status, headers }: Reply, options: JsonRequest<unknown, unknown>): AppError {
  const { name, url, refusedRemedy = "Check the credentials, then replace them here." } = options;
  if (status === 401 || status === 403) {
    return refused(`${name} refuses the credentials. It answered ${status}.`, refusedRemedy);
  }
  if (status >= 300 && status < 400) {
    return refused(
      `${name} answered ${status}, a redirect to ${redirectOf(url, headers)}.`,
      "Use the address it leads to.",
    );
  }
  if (status === 404) return unavailable(`${name} answered 404: nothing is at ${new URL(url).host} under that path.`);
  if (status >= 500 || [408, 425, 429].includes(status)) {
    return unavailable(`${name} answered ${status}.`, undefined, retryAfterOf(headers));
  }
  return refused(`${name} answered ${status}.`, "Check the address and the credentials.");
}

/** Without the query: it may hold a token. */
function redirectOf(url: string, { location }: IncomingHttpHeaders): string {
  if (!location || !URL.canParse(location, url)) return "an unreadable address";
  const { origin, pathname } = new URL(location, url);
  return origin + pathname;
}

/** Seconds from now, from seconds or an HTTP date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterOf(headers: IncomingHttpHeaders): number | undefined {
  const value = String(headers["retry-after"] ?? headers["x-retry-after"] ?? "").trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value));
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}
