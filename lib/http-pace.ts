import type { IncomingHttpHeaders } from "node:http";

/** What an answer says about how fast its server may be asked. Whatever it leaves out is null. */
export type Pace = {
  /** Seconds until the next request is welcome. */
  retryAfter: number | null;
  /** Requests in one window, how many of them are left, and the seconds until it begins anew. */
  limit: number | null;
  remaining: number | null;
  reset: number | null;
};

const longest = 86_400;
const prefixes = ["ratelimit", "x-ratelimit", "x-rate-limit"];
const isNumber = (value: string) => /^\d+(\.\d+)?$/.test(value);

/**
 * Reads Retry-After (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), some servers' X-Retry-After, the
 * RateLimit fields in both their drafts' forms (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers)
 * and the older X-RateLimit-* and X-Rate-Limit-*, whose reset is a time at some servers. Seconds, at most a day.
 */
export function paceOf(headers: IncomingHttpHeaders): Pace {
  const text = (name: string) => String(headers[name] ?? "").trim();
  const now = Date.parse(text("date")) || Date.now();
  const either = (...names: string[]) => names.map(text).find((value) => value !== "") ?? "";
  const field = (part: string) => either(...prefixes.map((prefix) => `${prefix}-${part}`));
  return {
    retryAfter: secondsOf(either("retry-after", "x-retry-after"), now),
    limit: numberOf(field("limit")),
    remaining: numberOf(field("remaining") || itemOf(text("ratelimit"), "remaining", "r")),
    reset: secondsOf(field("reset") || itemOf(text("ratelimit"), "reset", "t"), now),
  };
}

const numberOf = (value: string) => (isNumber(value) ? Number(value) : null);

/** `remaining=5, reset=30` or `"default";r=5;t=30`. */
const itemOf = (value: string, ...names: string[]) =>
  new RegExp(`(?:^|[\\s,;])(?:${names.join("|")})=(\\d+)`).exec(value)?.[1] ?? "";

/** From seconds, an HTTP date, or a time in seconds or milliseconds since 1970. Against the server's own clock. */
function secondsOf(value: string, now: number): number | null {
  if (value === "") return null;
  const seconds = isNumber(value) ? fromNow(Number(value), now) : (Date.parse(value) - now) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(longest, Math.max(0, Math.ceil(seconds)));
}

function fromNow(value: number, now: number): number {
  if (value > 1e11) return (value - now) / 1000;
  return value > 1e9 ? value - now / 1000 : value;
}
