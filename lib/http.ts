import type { IncomingHttpHeaders } from "node:http";
import { Agent, buildConnector, type Dispatcher, request } from "undici";
import type { z } from "zod";
import { currentBudget, Throttled } from "@/lib/http-budget";
import { answerFailure, sendFailure, unavailable } from "@/lib/http-failure";
import { paceOf } from "@/lib/http-pace";
import { allowedLookup, isLiteral, resolveAllowed } from "@/lib/network";

const megabyte = 1024 * 1024;
const mostTries = 3;
const open = buildConnector({ lookup: allowedLookup });

/** Every socket is opened here, to an address that was checked. `request` follows no redirects by itself. */
export const agent = new Agent({
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
  /** Sent as application/x-www-form-urlencoded in place of a JSON body: what OAuth token endpoints read. */
  form?: Record<string, string>;
  /** What a 2xx holds. */
  schema: z.ZodType<T>;
  /** Answers that are no failure: a schema per status. An answer that does not fit it is a failure like any other. */
  otherwise?: Record<number, z.ZodType<E>>;
  /** What a failure really is, where its status does not tell: some servers answer 400 to everything. */
  verdict?(status: number, json: unknown): "refused" | "throttled" | undefined;
  /** What to do about a 401 or 403, or what `verdict` calls refused. */
  refusedRemedy?: string;
  /** For the whole exchange; 15 s. */
  timeoutMs?: number;
  /** Of the answer's body; 32 MB. */
  maxBytes?: number;
};

export type JsonAnswer<T> = { status: number; headers: IncomingHttpHeaders; data: T };

/** `json`: see `jsonOf`. `said`: the status that the server gave, where a `verdict` has put another in its place. */
export type Reply = { status: number; headers: IncomingHttpHeaders; json: unknown; said?: number };

/**
 * Sends one request and returns its checked JSON. Throws AppError `provider_refused` (401, 403, a redirect, a forbidden
 * address, any other 4xx: a person must act) or `provider_unavailable` (404, 408, 425, 429 and 5xx, with `retryAfter` in
 * seconds where the answer names it; network; not JSON; another shape; too large). No message holds a secret or a body.
 * Inside `withBudget` it waits for its turn, and sends what a 429 refused again where the wait is short.
 */
export async function requestJson<T, E = never>(options: JsonRequest<T, E>): Promise<JsonAnswer<T | E>> {
  return answerOf(await withinBudget(options.name, async () => judged(await send(options), options)), options);
}

type Expected<T, E> = Pick<JsonRequest<T, E>, "name" | "url" | "schema" | "otherwise" | "refusedRemedy">;

/** What a reply means to whoever asked; fails as `requestJson` does. */
export function answerOf<T, E>(reply: Reply, options: Expected<T, E>): JsonAnswer<T | E> {
  const { status, headers, json } = reply;
  const isOk = status >= 200 && status < 300;
  if (isOk && json === undefined) throw unavailable(`${options.name} answered ${status} without JSON.`);
  const parsed = (isOk ? options.schema : options.otherwise?.[status])?.safeParse(json);
  if (parsed?.success) return { status, headers, data: parsed.data };
  if (isOk) throw unavailable(`${options.name} answered in a form that Rollcall does not know.`, parsed?.error);
  throw answerFailure(reply, options);
}

/** One exchange when it is its turn, and again after a 429: that has done nothing, so any method may be repeated. */
export async function withinBudget<R extends Reply>(name: string, exchange: () => Promise<R>): Promise<R> {
  const budget = currentBudget();
  for (let tries = 1; ; tries++) {
    const seconds = (await budget?.take()) ?? 0;
    if (seconds > 0) throw new Throttled(name, seconds);
    const reply = await exchange();
    await budget?.learn(reply.status, paceOf(reply.headers));
    if (reply.status !== 429 || !budget || tries === mostTries) return reply;
  }
}

const statusOf = { refused: 403, throttled: 429 };

/** With the status that the answer should have had. */
function judged(reply: Reply, { verdict }: JsonRequest<unknown, unknown>): Reply {
  const means = reply.status >= 400 ? verdict?.(reply.status, reply.json) : undefined;
  return means ? { ...reply, status: statusOf[means], said: reply.status } : reply;
}

async function send(options: JsonRequest<unknown, unknown>): Promise<Reply> {
  const { name, url, method = "GET", headers, timeoutMs = 15_000 } = options;
  const { type, body } = contentOf(options);
  try {
    const reply = await request(url, {
      method,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: "application/json",
        ...(type && { "content-type": type }),
        ...headers,
      },
      body,
    });
    return await replyOf(reply, options);
  } catch (error) {
    throw sendFailure(error, name, timeoutMs);
  }
}

/** Reads an answer to its end. */
export async function replyOf(
  reply: Dispatcher.ResponseData,
  { name, maxBytes = 32 * megabyte }: Pick<JsonRequest<unknown, unknown>, "name" | "maxBytes">,
): Promise<Reply> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of reply.body) {
    size += part.length;
    if (size > maxBytes) throw unavailable(`${name} answered with more than ${Math.round(maxBytes / megabyte)} MB.`);
    parts.push(part);
  }
  const json = jsonOf(reply.headers, Buffer.concat(parts).toString("utf8"));
  return { status: reply.statusCode, headers: reply.headers, json };
}

function contentOf({ body, form }: JsonRequest<unknown, unknown>): { type?: string; body?: string } {
  if (form) return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(form).toString() };
  return body === undefined ? {} : { type: "application/json", body: JSON.stringify(body) };
}

/** AWS has a subtype of its own for JSON. */
const isJson = (type: string) => /^application\/(([\w.-]+\+)?json|x-amz-json-1\.\d)\b/i.test(type);

/** Null for an empty answer, as to a DELETE; undefined where it does not say that it is JSON, or is not. */
function jsonOf(headers: IncomingHttpHeaders, text: string): unknown {
  if (text === "") return null;
  if (!isJson(String(headers["content-type"] ?? ""))) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
