import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts, sessions } from "@/db/schema";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor, SessionView } from "@/lib/projects/views";

const alive = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`));

/** Whom a session speaks for. Null once it is revoked or expired. Its last sign of life is kept to the minute. */
export async function findActor(sessionId: string): Promise<Actor | null> {
  const [found] = await db()
    .select({ accountId: accounts.id, name: accounts.name, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(and(eq(sessions.id, sessionId), alive));
  if (!found) return null;
  if (Date.now() - found.lastSeenAt.getTime() > 60_000) {
    await db().update(sessions).set({ lastSeenAt: new Date() }).where(eq(sessions.id, sessionId));
  }
  return { accountId: found.accountId, name: found.name, sessionId };
}

/** The actor's own live sessions, latest first. */
export async function listSessions(actor: Actor): Promise<SessionView[]> {
  const rows = await db()
    .select()
    .from(sessions)
    .where(and(eq(sessions.accountId, actor.accountId), alive))
    .orderBy(desc(sessions.lastSeenAt));
  return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    current: id === actor.sessionId,
  }));
}

/** Ends one of the actor's own sessions at once. */
export const revokeSession = (actor: Actor, sessionId: string): Promise<void> =>
  audited(actor, { verb: "account.end-session" }, async () => {
    const revoked = await db()
      .update(sessions)
      .set({ revokedAt: new Date() })
      .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, actor.accountId), alive))
      .returning({ id: sessions.id });
    if (revoked.length === 0) throw new AppError("not_found", "There is no such session.");
  });
