import { and, asc, eq, inArray, lte, min, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { changes, type Decision, runs } from "@/db/schema";
import type { Change } from "@/lib/providers/types";

export type InboxChange = typeof changes.$inferSelect;

/**
 * Commits inbox rows; of an event id that is already there only the deliveries are counted. A change's own id goes before
 * the delivery's. Returns how many were new.
 */
export async function receiveChanges(integrationId: string, eventId: string, received: Change[]): Promise<number> {
  if (received.length === 0) return 0;
  const rows = received.map(({ userId, kind, updatedAt, eventId: own }) => ({
    integrationId,
    eventId: own ?? eventId,
    userId,
    kind,
    sourceUpdatedAt: updatedAt,
  }));
  const stored = await db()
    .insert(changes)
    .values(withoutRepeats(rows))
    .onConflictDoUpdate({
      target: [changes.integrationId, changes.eventId, changes.userId],
      set: { deliveries: sql`${changes.deliveries} + 1` },
    })
    .returning({ deliveries: changes.deliveries });
  return stored.filter(({ deliveries }) => deliveries === 1).length;
}

/** One statement cannot meet the same row twice: of an event that names a user twice the first stays. */
function withoutRepeats<T extends { eventId: string; userId: string }>(rows: T[]): T[] {
  const met = new Map<string, T>();
  for (const row of rows) {
    const key = JSON.stringify([row.eventId, row.userId]);
    if (!met.has(key)) met.set(key, row);
  }
  return [...met.values()];
}

/** Waiting, its time has come, and no walk under way answers it on its way. */
export const isDue = and(
  eq(changes.state, "waiting"),
  lte(changes.dueAt, sql`now()`),
  sql`not exists (select 1 from ${runs} where ${runs.integrationId} = ${changes.integrationId}
    and ${runs.state} = 'running' and ${runs.phase} = 'pages' and ${runs.answers} >= ${changes.id})`,
);

/** The oldest changes that are due. */
export const dueChanges = (integrationId: string, limit: number): Promise<InboxChange[]> =>
  db()
    .select()
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), isDue))
    .orderBy(asc(changes.id))
    .limit(limit);

export type Backlog = { users: number; deletions: number; upTo: number };

/** How many users the due changes are about, how many of them are said to have left, and the newest change's id. */
export async function measureBacklog(integrationId: string): Promise<Backlog> {
  const [row] = await db()
    .select({
      users: sql<number>`count(distinct ${changes.userId})`.mapWith(Number),
      deletions: sql<number>`count(distinct ${changes.userId}) filter (where ${changes.kind} = 'deleted')`.mapWith(
        Number,
      ),
      upTo: sql<number>`coalesce(max(${changes.id}), 0)`.mapWith(Number),
    })
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), isDue));
  return row ?? { users: 0, deletions: 0, upTo: 0 };
}

/** Every waiting change of these users, due or not, oldest first. */
export const waitingChanges = (integrationId: string, userIds: string[]): Promise<InboxChange[]> =>
  db()
    .select()
    .from(changes)
    .where(
      and(
        eq(changes.integrationId, integrationId),
        eq(changes.state, "waiting"),
        sql`${changes.userId} = any(${sql.param(userIds)}::text[])`,
      ),
    )
    .orderBy(asc(changes.id));

export async function settleChanges(ids: number[], state: "applied" | "superseded", reason: string): Promise<void> {
  if (ids.length === 0) return;
  await db()
    .update(changes)
    .set({ state, reason, settledAt: new Date() })
    .where(sql`${changes.id} = any(${sql.param(ids)}::bigint[])`);
}

/** Steps of a change that are remembered: the last ones. */
const remembered = 20;

/** A change's history with `step`, a list of one, at its end. */
export const withStep = (step: SQL) =>
  sql`case when jsonb_array_length(${changes.history}) < ${remembered} then ${changes.history}
    else ${changes.history} - 0 end || ${step}`;

/** One step as SQL. */
export const stepOf = (outcome: Decision["outcome"], reason: string): SQL => {
  const step: Decision[] = [{ at: new Date().toISOString(), outcome, reason }];
  return sql`${JSON.stringify(step)}::jsonb`;
};

const steps = { asked: "asked_again", attempts: "tried_again" } as const;

const inSeconds = (seconds: number) => sql`greatest(${changes.dueAt}, now() + make_interval(secs => ${seconds}))`;

/** Leaves changes waiting for at least `delaySeconds` more. */
export async function delayChanges(ids: number[], delaySeconds: number): Promise<void> {
  if (ids.length === 0) return;
  await db()
    .update(changes)
    .set({ dueAt: inSeconds(delaySeconds) })
    .where(sql`${changes.id} = any(${sql.param(ids)}::bigint[])`);
}

/** The same; `asked` or `attempts` counts why. */
export const postponeChanges = (ids: number[], count: "asked" | "attempts", delaySeconds: number, reason: string) =>
  db()
    .update(changes)
    .set({
      [count]: sql`${changes[count]} + 1`,
      dueAt: inSeconds(delaySeconds),
      reason,
      history: withStep(stepOf(steps[count], reason)),
    })
    .where(sql`${changes.id} = any(${sql.param(ids)}::bigint[])`);

export type InboxSummary = { waiting: number; oldestWaitingAt: Date | null; parked: number; held: number };

/** What is open, for the status line: changes that wait, users who are parked or held. */
export async function summariseInbox(integrationId: string): Promise<InboxSummary> {
  const waiting = sql`${changes.state} = 'waiting'`;
  const [row] = await db()
    .select({
      waiting: sql<number>`count(*) filter (where ${waiting})`.mapWith(Number),
      oldestWaitingAt: min(sql`case when ${waiting} then ${changes.receivedAt} end`).mapWith(changes.receivedAt),
      parked: sql<number>`count(distinct ${changes.userId}) filter (where ${changes.state} = 'parked')`.mapWith(Number),
      held: sql<number>`count(distinct ${changes.userId}) filter (where ${changes.state} = 'held')`.mapWith(Number),
    })
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), inArray(changes.state, ["waiting", "parked", "held"])));
  return row ?? { waiting: 0, oldestWaitingAt: null, parked: 0, held: 0 };
}
