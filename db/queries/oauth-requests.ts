import { and, eq, gt, lte, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { oauthRequests } from "@/db/schema";

export type OAuthRequest = typeof oauthRequests.$inferSelect;

/** Keeps a new one, and forgets those whose time is over. */
export async function insertOAuthRequest(values: typeof oauthRequests.$inferInsert): Promise<void> {
  await db().delete(oauthRequests).where(lte(oauthRequests.expiresAt, sql`now()`));
  await db().insert(oauthRequests).values(values);
}

/** Uses one up. Undefined where there is none of this state and session, or its time is over; whose it is keeps it. */
export async function takeOAuthRequest(stateHash: string, sessionId: string): Promise<OAuthRequest | undefined> {
  const [taken] = await db()
    .delete(oauthRequests)
    .where(
      and(
        eq(oauthRequests.stateHash, stateHash),
        eq(oauthRequests.sessionId, sessionId),
        gt(oauthRequests.expiresAt, sql`now()`),
      ),
    )
    .returning();
  return taken;
}
