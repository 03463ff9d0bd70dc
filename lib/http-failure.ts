import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "@/lib/errors";
import { Throttled } from "@/lib/http-budget";
import { paceOf } from "@/lib/http-pace";
import { missingScopes } from "@/lib/http-scope";

export const unavailable = (message: string, cause?: unknown, retryAfter?: number) =>
  new AppError("provider_unavailable", message, {
    meaning: "Your table stays as it is.",
    remedy: "Rollcall tries again by itself.",
    cause,
    retryAfter,
  });

const refused = (message: string, remedy: string) =>
  new AppError("provider_refused", message, { meaning: "Your table stays as it is.", remedy });

/** For a request that got no answer. */
export function sendFailure(error: unknown, name: string, timeoutMs: number): AppError {
  if (error instanceof AppError && error.code === "invalid_input") return refused(error.message, error.remedy ?? "");
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    return unavailable(`${name} did not answer within ${timeoutMs / 1000} s.`, error);
  }
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return unavailable(`${name} could not be reached${code}.`, error);
}

type Refused = { status: number; headers: IncomingHttpHeaders; json: unknown; said?: number };
type Asked = { name: string; url: string; refusedRemedy?: string };

/** For an answer that is neither a 2xx nor one that the caller expected. */
export function answerFailure(
  { status, headers, json, said = status }: Refused,
  { name, url, refusedRemedy }: Asked,
): AppError {
  if (status === 401 || status === 403) {
    const scopes = missingScopes(headers, json);
    const named = scopes.length > 0 ? ` and asks for ${scopes.join(", ")}` : "";
    const isKnown = said === 403;
    const what = isKnown ? "what Rollcall asks with these credentials" : "the credentials";
    const remedy = isKnown
      ? "Give the credentials the rights that it takes, or enter others here."
      : "Check the credentials, then enter them here.";
    return refused(`${name} refuses ${what}. It answered ${said}${named}.`, refusedRemedy ?? remedy);
  }
  if (status >= 300 && status < 400) {
    return refused(
      `${name} answered ${status}, a redirect to ${redirectOf(url, headers)}.`,
      "Use the address it leads to.",
    );
  }
  if (status === 404) return unavailable(`${name} answered 404: nothing is at ${new URL(url).host} under that path.`);
  const { retryAfter, reset } = paceOf(headers);
  if (status === 429) return new Throttled(name, retryAfter ?? reset ?? undefined);
  if (status >= 500 || [408, 425].includes(status)) {
    return unavailable(`${name} answered ${status}.`, undefined, retryAfter ?? undefined);
  }
  return refused(`${name} answered ${status}.`, "Check the address and the credentials.");
}

/** Without the query: it may hold a token. */
function redirectOf(url: string, { location }: IncomingHttpHeaders): string {
  if (!location || !URL.canParse(location, url)) return "an unreadable address";
  const { origin, pathname } = new URL(location, url);
  return origin + pathname;
}
