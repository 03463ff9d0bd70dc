import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { findFirstOwner } from "@/db/queries/identities";
import type { Tx } from "@/db/queries/members";
import { accounts, signInLinks } from "@/db/schema";
import { hashToken } from "@/lib/crypto";
import { createDemoProject } from "@/lib/projects/demo-project";
import { type SignedIn, startSession } from "./start-session";

/** Uses up a one-time link. Null where it is unknown, used or older than 15 minutes. The first one makes the first owner. */
export const signInByLink = (token: string, userAgent: string): Promise<SignedIn | null> =>
  db().transaction(async (tx) => {
    const unused = and(
      eq(signInLinks.tokenHash, hashToken(token)),
      isNull(signInLinks.usedAt),
      gt(signInLinks.expiresAt, sql`now()`),
    );
    const [link] = await tx.update(signInLinks).set({ usedAt: new Date() }).where(unused).returning();
    return link ? startSession(tx, await firstOwner(tx), userAgent) : null;
  });

async function firstOwner(tx: Tx) {
  // Two links used at the same moment must not make two owners.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('rollcall:first-owner'))`);
  const existing = await findFirstOwner(tx);
  if (existing) return existing;
  const [created] = await tx.insert(accounts).values({ name: "Owner" }).returning();
  if (!created) throw new Error("the first account was not stored");
  await createDemoProject(tx, created.id);
  return created;
}
