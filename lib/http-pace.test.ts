import { expect, it } from "vitest";
import { paceOf } from "./http-pace";

const date = "Sat, 21 Nov 2026 12:00:00 GMT";
const now = Date.parse(date) / 1000;

it.each([
  ["seconds", { "retry-after": "17" }, 17],
  ["part of a second", { "retry-after": "1.2" }, 2],
  ["a date, by the server's clock", { date, "retry-after": "Sat, 21 Nov 2026 12:01:00 GMT" }, 60],
  ["a date that has passed", { date, "retry-after": "Sat, 21 Nov 2026 11:59:00 GMT" }, 0],
  ["Better Auth's own header", { "x-retry-after": "9" }, 9],
  ["at most a day", { "retry-after": "99999999999999999999" }, 86_400],
  ["nonsense", { "retry-after": "soon" }, null],
  ["a negative number", { date, "retry-after": "-5" }, 0],
])("how long to wait: %s", (_form, headers, retryAfter) => {
  expect(paceOf(headers)).toEqual({ retryAfter, limit: null, remaining: null, reset: null });
});

it.each([
  ["RateLimit-*", { "ratelimit-limit": "100", "ratelimit-remaining": "5", "ratelimit-reset": "30" }],
  ["RateLimit in one field", { "ratelimit-limit": "100", ratelimit: "limit=100, remaining=5, reset=30" }],
  ["RateLimit with a policy", { "ratelimit-limit": "100", ratelimit: '"default";r=5;t=30' }],
  ["seconds", { "x-ratelimit-limit": "100", "x-ratelimit-remaining": "5", "x-ratelimit-reset": "30" }],
  ["a time", { date, "x-ratelimit-limit": "100", "x-ratelimit-remaining": "5", "x-ratelimit-reset": `${now + 30}` }],
  [
    "a time in ms",
    { date, "x-ratelimit-limit": "100", "x-ratelimit-remaining": "5", "x-ratelimit-reset": `${now + 30}000` },
  ],
  [
    "Okta's spelling",
    { date, "x-rate-limit-limit": "100", "x-rate-limit-remaining": "5", "x-rate-limit-reset": `${now + 30}` },
  ],
])("what is left of a window: %s", (_form, headers) => {
  expect(paceOf(headers)).toEqual({ retryAfter: null, limit: 100, remaining: 5, reset: 30 });
});
