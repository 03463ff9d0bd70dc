import type { Tx } from "@/db/queries/members";
import { sessions } from "@/db/schema";

export const sessionDays = 30;

export type SignedIn = { accountId: string; sessionId: string; name: string };

/** A new session row of the account: what a browser's token names from then on. */
export async function startSession(
  tx: Tx,
  account: { id: string; name: string },
  userAgent: string,
): Promise<SignedIn> {
  const expiresAt = new Date(Date.now() + sessionDays * 86_400_000);
  const [session] = await tx
    .insert(sessions)
    .values({ accountId: account.id, userAgent: userAgent.slice(0, 300), expiresAt })
    .returning();
  if (!session) throw new Error("the session was not stored");
  return { accountId: account.id, sessionId: session.id, name: account.name };
}
