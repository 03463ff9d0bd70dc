import { and, inArray, lt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { changes, connectDrafts, erasures, signInLinks } from "@/db/schema";

/**
 * Forgets what nobody asks for any more: settled changes after a week, erasures after a month, dead sign-in links
 * after a day, and a Connect that nobody went on with, with its credentials, after a week.
 */
export async function prune(): Promise<void> {
  // Far longer than a webhook's timestamp is accepted, so that a pruned event cannot come back as new.
  const settledLongAgo = lt(changes.settledAt, sql`now() - interval '7 days'`);
  await db()
    .delete(changes)
    .where(and(inArray(changes.state, ["applied", "superseded", "discarded"]), settledLongAgo));
  const erasedLongAgo = lt(erasures.settledAt, sql`now() - interval '30 days'`);
  await db()
    .delete(erasures)
    .where(and(inArray(erasures.state, ["erased", "cancelled"]), erasedLongAgo));
  await db().delete(signInLinks).where(lt(signInLinks.expiresAt, sql`now() - interval '1 day'`));
  await db().delete(connectDrafts).where(lt(connectDrafts.updatedAt, sql`now() - interval '7 days'`));
}
