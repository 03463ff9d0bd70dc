import "server-only";
import { unstable_rethrow } from "next/navigation";
import { AppError, toPublicError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Actor } from "@/lib/projects/views";
import { currentActor } from "@/lib/session";

/** Wraps a route handler: known errors become their status and public words, the rest one neutral sentence. */
export const route =
  <A extends unknown[]>(handler: (...args: A) => Promise<Response>) =>
  async (...args: A): Promise<Response> => {
    try {
      return await handler(...args);
    } catch (error) {
      unstable_rethrow(error);
      const status = error instanceof AppError ? error.status : 500;
      if (status === 500) log.error({ error }, "a route failed");
      return Response.json({ error: toPublicError(error) }, { status, headers: headersFor(error) });
    }
  };

function headersFor(error: unknown): Record<string, string> {
  if (!(error instanceof AppError)) return {};
  // The rest of a body that is too large is never read, so the connection is of no further use.
  if (error.code === "too_large") return { connection: "close" };
  return error.retryAfter ? { "retry-after": String(error.retryAfter) } : {};
}

/** For API routes: no session is 401, not a redirect. */
export async function apiActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  throw new AppError("unauthorized", "This needs a session.", { remedy: "Sign in again." });
}
