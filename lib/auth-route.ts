import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { type Intent, intentCookie, intentHeader, openIntent } from "@/lib/accounts/intent";
import { signInOptions } from "@/lib/auth";
import { currentActor } from "@/lib/session";

type Context = { params: Promise<{ nextauth: string[] }> };

/**
 * Everything below /api/auth. A sign-in may carry an intent: it is set in the answer that sets next-auth's `state`, so
 * that in any browser the two are always of the same sign-in, and it ends with the answer to the callback.
 */
export async function answerAuth(request: NextRequest, context: Context): Promise<Response> {
  const [action] = (await context.params).nextauth;
  // Whoever can reach the console could fill its log.
  if (action === "_log") return new Response(null, { status: 404 });
  const begins = action === "signin" && request.method === "POST";
  const wanted = begins ? await intentOf(request.clone()) : null;
  const carried = action === "callback" ? openIntent(request.cookies.get(intentCookie)?.value) : null;
  const userAgent = request.headers.get("user-agent") ?? "";
  const answer: Response = await NextAuth(
    request,
    context,
    signInOptions({ userAgent, intent: carried, currentActor }),
  );
  if (begins && setsState(answer)) answer.headers.append("set-cookie", intentHeader(wanted));
  if (action !== "callback") return answer;
  answer.headers.append("set-cookie", intentHeader(null));
  const failed = answer.headers.get("location")?.includes("/api/auth/error");
  if (failed && carried && "linkTo" in carried) answer.headers.set("location", "/account?linked=failed");
  return answer;
}

async function intentOf(request: Request): Promise<Intent | null> {
  const form = new URLSearchParams(await request.text());
  const invitation = form.get("invitation");
  if (invitation) return { invitation: invitation.slice(0, 200) };
  if (form.get("link") !== "true") return null;
  const actor = await currentActor();
  return actor && { linkTo: actor.sessionId };
}

/** Only then next-auth has checked that the request came from our own pages, and a sign-in has begun. */
const setsState = (answer: Response): boolean =>
  answer.headers.getSetCookie().some((line) => /^[\w-]*next-auth\.state=./.test(line));
