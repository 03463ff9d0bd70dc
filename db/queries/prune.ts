import { and, gt, inArray, lt, type SQLChunk, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { changes, connectDrafts, erasures, invitations, minutes, runs, signInLinks, stateChanges } from "@/db/schema";

/** Of each integration: more than a month of hourly compares. */
const runsKept = 1_000;

/**
 * Forgets what nobody asks for any more: settled changes and erasures after a month, states after 90 days, runs
 * behind the last thousand of their integration, dead sign-in links after a day, invitations a month after their time was over,
 * and a Connect that nobody went on with, with its credentials, after a week.
 */
export async function prune(): Promise<void> {
  // A user's page explains what was decided for so long; far longer than a webhook's timestamp is accepted, so that a
  // pruned event cannot come back as new.
  const settledLongAgo = lt(changes.settledAt, sql`now() - interval '30 days'`);
  await db()
    .delete(changes)
    .where(and(inArray(changes.state, ["applied", "superseded", "discarded"]), settledLongAgo));
  const erasedLongAgo = lt(erasures.settledAt, sql`now() - interval '30 days'`);
  await db()
    .delete(erasures)
    .where(and(inArray(erasures.state, ["erased", "cancelled"]), erasedLongAgo));
  await db().delete(signInLinks).where(lt(signInLinks.expiresAt, sql`now() - interval '1 day'`));
  await db().delete(invitations).where(lt(invitations.expiresAt, sql`now() - interval '30 days'`));
  await db().delete(connectDrafts).where(lt(connectDrafts.updatedAt, sql`now() - interval '7 days'`));
  await db().delete(minutes).where(lt(minutes.minute, sql`now() - interval '31 days'`));
  await db().delete(stateChanges).where(lt(stateChanges.at, sql`now() - interval '90 days'`));
  await db().delete(runs).where(sql`${runs.state} <> 'running' and ${runs.id} in (${behindTheLast()})`);
}

/** Never the last one of its kind: states and progress follow from that. */
const behindTheLast = () => {
  const place = (...by: SQLChunk[]) =>
    sql<number>`row_number() over (partition by ${sql.join(by, sql`, `)} order by ${runs.startedAt} desc, ${runs.id} desc)`;
  const ranked = db()
    .select({
      id: runs.id,
      place: place(runs.integrationId).as("place"),
      ofKind: place(runs.integrationId, runs.kind).as("of_kind"),
    })
    .from(runs)
    .as("ranked");
  return db()
    .select({ id: ranked.id })
    .from(ranked)
    .where(and(gt(ranked.place, runsKept), gt(ranked.ofKind, 1)));
};
