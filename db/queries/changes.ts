import { and, asc, eq, inArray, lte, min, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { changes } from "@/db/schema";
import type { Change } from "@/lib/providers/types";

export type InboxChange = typeof changes.$inferSelect;

/** Commits inbox rows; an event id that is already there changes nothing. Returns how many were new. */
export async function receiveChanges(integrationId: string, eventId: string, received: Change[]): Promise<number> {
  if (received.length === 0) return 0;
  const rows = received.map(({ userId, kind, updatedAt }) => ({
    integrationId,
    eventId,
    userId,
    kind,
    sourceUpdatedAt: updatedAt,
  }));
  const inserted = await db().insert(changes).values(rows).onConflictDoNothing().returning({ id: changes.id });
  return inserted.length;
}

/** The oldest waiting changes whose time has come. */
export const dueChanges = (integrationId: string, limit: number): Promise<InboxChange[]> =>
  db()
    .select()
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), eq(changes.state, "waiting"), lte(changes.dueAt, sql`now()`)))
    .orderBy(asc(changes.id))
    .limit(limit);

/** Every waiting change of these users, due or not, oldest first. */
export const waitingChanges = (integrationId: string, userIds: string[]): Promise<InboxChange[]> =>
  db()
    .select()
    .from(changes)
    .where(
      and(eq(changes.integrationId, integrationId), eq(changes.state, "waiting"), inArray(changes.userId, userIds)),
    )
    .orderBy(asc(changes.id));

export async function settleChanges(
  ids: number[],
  state: "applied" | "superseded" | "parked",
  reason: string | null = null,
): Promise<void> {
  if (ids.length === 0) return;
  await db().update(changes).set({ state, reason, settledAt: new Date() }).where(inArray(changes.id, ids));
}

/** Leaves a change waiting until `delaySeconds` from now; `asked` or `attempts` counts why. */
export const postponeChange = (id: number, count: "asked" | "attempts", delaySeconds: number, reason: string) =>
  db()
    .update(changes)
    .set({ [count]: sql`${changes[count]} + 1`, dueAt: sql`now() + make_interval(secs => ${delaySeconds})`, reason })
    .where(eq(changes.id, id));

/** A user whom a walk could not store or read: kept where a person sees it, once per run. */
export const parkUser = (integrationId: string, eventId: string, userId: string, reason: string) =>
  db()
    .insert(changes)
    .values({ integrationId, eventId, userId, kind: "updated", state: "parked", reason, settledAt: new Date() })
    .onConflictDoNothing();

/** A later complete read of these users makes what was parked about them history. */
export async function unparkUsers(integrationId: string, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return;
  await db()
    .update(changes)
    .set({ state: "superseded", settledAt: new Date() })
    .where(
      and(eq(changes.integrationId, integrationId), eq(changes.state, "parked"), inArray(changes.userId, userIds)),
    );
}

export type InboxSummary = { waiting: number; oldestWaitingAt: Date | null; parked: number };

/** What is open, for the status line. */
export async function summariseInbox(integrationId: string): Promise<InboxSummary> {
  const waiting = sql`${changes.state} = 'waiting'`;
  const [row] = await db()
    .select({
      waiting: sql<number>`count(*) filter (where ${waiting})`.mapWith(Number),
      oldestWaitingAt: min(sql`case when ${waiting} then ${changes.receivedAt} end`).mapWith(changes.receivedAt),
      parked: sql<number>`count(*) filter (where ${changes.state} = 'parked')`.mapWith(Number),
    })
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), inArray(changes.state, ["waiting", "parked"])));
  return row ?? { waiting: 0, oldestWaitingAt: null, parked: 0 };
}
