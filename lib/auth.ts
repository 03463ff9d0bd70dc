import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { findActor, revokeSession } from "@/lib/accounts/sessions";
import { sessionDays, signInByLink } from "@/lib/accounts/sign-in-by-link";
import { env } from "@/lib/env";

declare module "next-auth" {
  interface User {
    sessionId: string;
  }
  interface Session {
    sessionId: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId: string;
  }
}

/** The cookie holds a signed token that names a session row; the row decides whether it still counts. */
export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    CredentialsProvider({
      id: "link",
      credentials: { token: { type: "text" } },
      async authorize(credentials, request) {
        const userAgent = String(request.headers?.["user-agent"] ?? "");
        const signedIn = await signInByLink(credentials?.token ?? "", userAgent);
        return signedIn && { id: signedIn.accountId, name: signedIn.name, sessionId: signedIn.sessionId };
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { ...token, sessionId: user.sessionId } : token),
    session: ({ session, token }) => ({ ...session, sessionId: token.sessionId }),
  },
  events: {
    async signOut({ token }) {
      const actor = await findActor(token.sessionId);
      if (actor) await revokeSession(actor, actor.sessionId);
    },
  },
};
