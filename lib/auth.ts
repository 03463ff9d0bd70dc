import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { linkIdentity } from "@/lib/accounts/identities";
import type { Intent } from "@/lib/accounts/intent";
import { findActor, revokeSession } from "@/lib/accounts/sessions";
import { signInByIdentity } from "@/lib/accounts/sign-in-by-identity";
import { signInByInvitation } from "@/lib/accounts/sign-in-by-invitation";
import { signInByLink } from "@/lib/accounts/sign-in-by-link";
import { type SignedIn, sessionDays } from "@/lib/accounts/start-session";
import { identify, wayProviders } from "@/lib/accounts/ways";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Actor } from "@/lib/projects/views";

declare module "next-auth" {
  interface Session {
    sessionId: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId: string;
  }
}

/** The cookie holds a signed token that names a session row, and nothing else; the row decides whether it still counts. */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [],
  callbacks: {
    session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
  },
  events: {
    async signOut({ token }) {
      const actor = token?.sessionId ? await findActor(token.sessionId) : null;
      if (actor) await revokeSession(actor, actor.sessionId);
    },
  },
  logger: {
    // Only the code and the reason: what else next-auth hands over may hold tokens and profiles.
    error: (code, metadata) => log.warn({ code, reason: reasonOf(metadata) }, "next-auth failed"),
    warn: (code) => log.warn({ code }, "next-auth warns"),
    debug: () => {},
  },
};

function reasonOf(metadata: unknown): string | undefined {
  if (metadata instanceof Error) return metadata.message;
  return typeof metadata === "object" && metadata && "error" in metadata ? reasonOf(metadata.error) : undefined;
}

/** One request to next-auth: what its person's browser says, and what they set out to do. */
type Visit = { userAgent: string; intent: Intent | null; currentActor(): Promise<Actor | null> };

/** An error's own words would stand in an address: they go to the log, and the page says its own. */
function unspoken(error: unknown): "failed" {
  log.error({ error }, "a sign-in failed");
  return "failed";
}

/** What next-auth needs to sign somebody in within this one request. */
export function signInOptions(visit: Visit): NextAuthOptions {
  let signedIn: SignedIn | null = null;
  const authorize = async (enter: Promise<SignedIn | null>) => {
    signedIn = await enter.catch((error: unknown) => {
      throw new Error(error instanceof AppError ? error.message : unspoken(error));
    });
    return signedIn && { id: signedIn.accountId };
  };
  return {
    ...authOptions,
    providers: [
      CredentialsProvider({
        id: "link",
        credentials: { token: {} },
        authorize: (typed) => authorize(signInByLink(typed?.token ?? "", visit.userAgent)),
      }),
      CredentialsProvider({
        id: "invitation",
        credentials: { token: {}, name: {} },
        authorize: (typed) => authorize(signInByInvitation(typed?.token ?? "", typed?.name ?? "", visit.userAgent)),
      }),
      ...wayProviders(),
    ],
    callbacks: {
      ...authOptions.callbacks,
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") return true;
        const entered = await comeBack(visit, account.provider, profile).catch(
          (error: unknown) => `/sign-in?error=${unspoken(error)}`,
        );
        if (typeof entered === "string") return entered;
        signedIn = entered;
        return true;
      },
      jwt: ({ token }) => (signedIn ? { sessionId: signedIn.sessionId } : token),
    },
  };
}

/** Somebody is back from an issuer: a new session, or the page that says what became of it instead. */
async function comeBack({ userAgent, intent, currentActor }: Visit, way: string, profile: unknown) {
  const identity = identify(way, profile);
  if (intent && "linkTo" in intent) {
    const actor = await currentActor();
    if (actor?.sessionId !== intent.linkTo) return "/sign-in?error=session";
    return linkIdentity(actor, identity).then(
      () => `/account?linked=${way}`,
      (error: unknown) => `/account?linked=${error instanceof AppError ? "taken" : unspoken(error)}`,
    );
  }
  const entered = await signInByIdentity(identity, { userAgent, invitation: intent?.invitation });
  return "refused" in entered ? `/sign-in?error=${entered.refused}` : entered;
}
