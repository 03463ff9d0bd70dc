import { and, asc, count, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { integrationsWithDue } from "@/db/queries/sweep";
import { erasures, integrations } from "@/db/schema";

export type Erasure = typeof erasures.$inferSelect;

const of = (integrationId: string, userIds: string[]) =>
  and(eq(erasures.integrationId, integrationId), inArray(erasures.userId, userIds));
const isOpen = inArray(erasures.state, ["waiting", "parked"]);
const isDue = and(eq(erasures.state, "waiting"), lte(erasures.dueAt, sql`now()`));

/**
 * Gives each row that was marked just now its hold-back, where the integration erases; what was cancelled or erased
 * before begins anew. An open erasure whose tombstone was made again follows it. The lock keeps the policy as it is read.
 */
export async function scheduleErasures(
  integrationId: string,
  tombstones: { id: string; seq: string; marked: boolean }[],
): Promise<void> {
  await db().execute(sql`
    with policy as (
      select id, hold_back_hours from integrations where id = ${integrationId} and deletion_policy = 'erase' for share
    )
    insert into erasures (integration_id, user_id, seq, due_at)
    select policy.id, gone.id, gone.seq, now() + make_interval(hours => policy.hold_back_hours)
    from policy, json_to_recordset(${JSON.stringify(tombstones)}::json) as gone(id text, seq text, marked boolean)
    where gone.marked or exists (
      select from erasures e where e.integration_id = policy.id and e.user_id = gone.id
        and e.state in ('waiting', 'parked') and e.seq <> gone.seq)
    order by gone.id
    on conflict (integration_id, user_id) do update set seq = excluded.seq, due_at = excluded.due_at, state = 'waiting',
      created_at = now(), settled_at = null, reason = null`);
}

/** The erasures whose hold-back is over, the longest due first. */
export const dueErasures = (integrationId: string, limit: number): Promise<Erasure[]> =>
  db()
    .select()
    .from(erasures)
    .where(and(eq(erasures.integrationId, integrationId), isDue))
    .orderBy(asc(erasures.dueAt), asc(erasures.userId))
    .limit(limit);

/**
 * Settles erasures together with the deletion of their rows. `erase` calls `lockWaiting` to learn which of them still
 * wait and are due, deletes those rows, commits, and returns who was erased: a cancel is accepted before that lock, or
 * refused after it. Killed before the end, an erasure still waits, and finds its row gone the next time.
 */
export const settleErased = <T extends { erased: string[] }>(
  integrationId: string,
  erase: (lockWaiting: (userIds: string[]) => Promise<string[]>) => Promise<T>,
): Promise<T> =>
  db().transaction(async (tx) => {
    const outcome = await erase(async (userIds) => {
      const locked = tx
        .select()
        .from(erasures)
        .where(and(of(integrationId, userIds), isDue));
      return (await locked.orderBy(asc(erasures.userId)).for("update")).map(({ userId }) => userId);
    });
    if (outcome.erased.length > 0) {
      const settled = { state: "erased", settledAt: new Date(), reason: null } as const;
      await tx.update(erasures).set(settled).where(of(integrationId, outcome.erased));
    }
    return outcome;
  });

type Settled = { from: readonly Erasure["state"][]; to: Erasure["state"]; reason: string | null };

/** Moves the erasures of these users that are in one of the states `from`. Returns how many were. */
export async function moveErasures(
  integrationId: string,
  userIds: string[],
  { from, to, reason }: Settled,
): Promise<number> {
  if (userIds.length === 0) return 0;
  const moved = await db()
    .update(erasures)
    .set({ state: to, reason, settledAt: to === "waiting" ? null : new Date() })
    .where(and(of(integrationId, userIds), inArray(erasures.state, [...from])))
    .returning({ userId: erasures.userId });
  return moved.length;
}

/** What keeps a due erasure from being worked passes by itself: it is due again `minutes` from now. */
export async function postponeErasures(
  integrationId: string,
  userIds: string[],
  { minutes, reason }: { minutes: number; reason: string },
): Promise<void> {
  if (userIds.length === 0) return;
  await db()
    .update(erasures)
    .set({ dueAt: sql`now() + make_interval(mins => ${minutes})`, reason })
    .where(and(of(integrationId, userIds), isDue));
}

/** Integrations with erasures that are due, but for those that are paused or rest after a failure. */
export const integrationsWithDueErasures = () => integrationsWithDue(erasures, isDue);

/** What is open, parked ones first, then by when they are due; and how many there are of each. */
export async function openErasures(integrationId: string, limit: number) {
  const open = and(eq(erasures.integrationId, integrationId), isOpen);
  const [list, counts] = await Promise.all([
    db()
      .select()
      .from(erasures)
      .where(open)
      .orderBy(desc(eq(erasures.state, "parked")), asc(erasures.dueAt), asc(erasures.userId))
      .limit(limit),
    db().select({ state: erasures.state, n: count() }).from(erasures).where(open).groupBy(erasures.state),
  ]);
  const countOf = (state: Erasure["state"]) => counts.find((row) => row.state === state)?.n ?? 0;
  return { list, waiting: countOf("waiting"), parked: countOf("parked") };
}

type Policy = Pick<typeof integrations.$inferSelect, "deletionPolicy" | "holdBackHours">;

/** Saves what happens to the rows of users who are gone from now on. Under *mark* nothing stays scheduled. */
export const savePolicy = (integrationId: string, policy: Policy, reason: string): Promise<void> =>
  db().transaction(async (tx) => {
    await tx.update(integrations).set(policy).where(eq(integrations.id, integrationId));
    if (policy.deletionPolicy === "erase") return;
    await tx
      .update(erasures)
      .set({ state: "cancelled", settledAt: new Date(), reason })
      .where(and(eq(erasures.integrationId, integrationId), isOpen));
  });
