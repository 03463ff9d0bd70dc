import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { stepOf, withStep } from "@/db/queries/changes";
import { changes } from "@/db/schema";

type OpenUser = { id: string; reason: string };

/**
 * Users whom a walk could not read or store (parked), or whose deletion is above the limit (held): kept where a person
 * sees them, once per user however many walks meet them.
 */
async function keepOpen(
  integrationId: string,
  users: OpenUser[],
  state: "parked" | "held",
  kind: "updated" | "deleted",
): Promise<void> {
  if (users.length === 0) return;
  const since = new Date();
  const rows = users.map(({ id, reason }) => ({
    integrationId,
    eventId: `walk:${state}`,
    userId: id,
    kind,
    state,
    reason,
    receivedAt: since,
    history: [{ at: since.toISOString(), outcome: state, reason }],
  }));
  await db()
    .insert(changes)
    .values(rows)
    .onConflictDoUpdate({
      target: [changes.integrationId, changes.eventId, changes.userId],
      set: {
        state,
        reason: sql`excluded.reason`,
        settledAt: null,
        approvedBy: null,
        receivedAt: sql`case when ${changes.state} = ${state} then ${changes.receivedAt} else excluded.received_at end`,
        history: sql`case when ${changes.state} = ${state} and ${changes.reason} = excluded.reason then ${changes.history}
          else ${withStep(sql`excluded.history`)} end`,
      },
      // Approved meanwhile: the drain is about to settle it.
      setWhere: sql`${changes.state} <> 'waiting'`,
    });
}

export const parkUsers = (integrationId: string, users: OpenUser[]) =>
  keepOpen(integrationId, users, "parked", "updated");

export const holdDeletions = (integrationId: string, users: OpenUser[]) =>
  keepOpen(integrationId, users, "held", "deleted");

/** Deletions that a walk held, when they turn out to be within the limit: the drain settles them. */
export const releaseHeld = (integrationId: string, since: Date) =>
  db()
    .update(changes)
    .set({ state: "waiting", dueAt: new Date(), reason: null, approvedBy: "limit" })
    .where(
      and(
        eq(changes.integrationId, integrationId),
        eq(changes.state, "held"),
        eq(changes.eventId, "walk:held"),
        sql`${changes.receivedAt} >= ${since.toISOString()}`,
      ),
    );

/** Leaves changes to a person: parked (cannot be read or stored) or held (a deletion above the limit). */
export async function leaveOpen(ids: number[], state: "parked" | "held", reason: string): Promise<void> {
  if (ids.length === 0) return;
  await db()
    .update(changes)
    .set({ state, reason, history: withStep(stepOf(state, reason)) })
    .where(inArray(changes.id, ids));
}

/** A later complete read of these users makes what was left open about them history. */
export async function closeOpen(integrationId: string, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return;
  await db()
    .update(changes)
    .set({ state: "superseded", settledAt: new Date(), reason: "A later read of this user settled it." })
    .where(
      and(
        eq(changes.integrationId, integrationId),
        inArray(changes.state, ["parked", "held"]),
        sql`${changes.userId} = any(${sql.param(userIds)}::text[])`,
      ),
    );
}
