import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { type Db, db } from "@/db/client";
import { accounts, sessions, signInLinks } from "@/db/schema";
import { hashToken } from "@/lib/crypto";
import { createDemoProject } from "@/lib/projects/demo-project";

export const sessionDays = 30;

export type SignedIn = { accountId: string; sessionId: string; name: string };

/** Uses up a one-time link. Null where it is unknown, used or older than 15 minutes. The first one makes the first owner. */
export const signInByLink = (token: string, userAgent: string): Promise<SignedIn | null> =>
  db().transaction(async (tx) => {
    const unused = and(
      eq(signInLinks.tokenHash, hashToken(token)),
      isNull(signInLinks.usedAt),
      gt(signInLinks.expiresAt, sql`now()`),
    );
    const [link] = await tx.update(signInLinks).set({ usedAt: new Date() }).where(unused).returning();
    if (!link) return null;
    const owner = await firstOwner(tx);
    const expiresAt = new Date(Date.now() + sessionDays * 86_400_000);
    const [session] = await tx
      .insert(sessions)
      .values({ accountId: owner.id, userAgent: userAgent.slice(0, 300), expiresAt })
      .returning();
    return session ? { accountId: owner.id, sessionId: session.id, name: owner.name } : null;
  });

async function firstOwner(tx: Pick<Db, "select" | "insert" | "execute">) {
  // Two links used at the same moment must not make two owners.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('rollcall:first-owner'))`);
  const [existing] = await tx.select().from(accounts).orderBy(asc(accounts.createdAt)).limit(1);
  if (existing) return existing;
  const [created] = await tx.insert(accounts).values({ name: "Owner" }).returning();
  if (!created) throw new Error("the first account was not stored");
  await createDemoProject(tx, created.id);
  return created;
}
