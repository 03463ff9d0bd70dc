import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { changes } from "@/db/schema";

/** The two states that wait for a person. */
export type OpenState = "held" | "parked";

/** Which open changes are meant: these, or all up to id `through`, of at most as many users as the person was told. */
export type OpenSelection = { ids: number[] } | { through: number; count: number };

export type OpenUser = Pick<typeof changes.$inferSelect, "userId" | "kind" | "reason" | "attempts"> & {
  /** Every open change of this user, oldest first. */
  ids: number[];
  since: Date;
};

export type OpenUsers = { total: number; through: number; users: OpenUser[] };

const open = (integrationId: string, state: OpenState) =>
  and(eq(changes.integrationId, integrationId), eq(changes.state, state));

const newest = <T>(column: T) => sql<T>`(array_agg(${column} order by ${changes.id} desc))[1]`;

/** The first `limit` users with open changes, whoever has waited longest first; `total` users, the highest change id. */
export async function listOpenUsers(integrationId: string, state: OpenState, limit: number): Promise<OpenUsers> {
  const users = db()
    .select({
      userId: changes.userId,
      ids: sql<number[]>`array_agg(${changes.id} order by ${changes.id})`.mapWith((ids: string[]) => ids.map(Number)),
      kind: newest(changes.kind).mapWith(changes.kind),
      reason: newest(changes.reason).mapWith(changes.reason),
      attempts: newest(changes.attempts).mapWith(changes.attempts),
      since: sql<Date>`min(${changes.receivedAt})`.mapWith(changes.receivedAt),
    })
    .from(changes)
    .where(open(integrationId, state))
    .groupBy(changes.userId)
    .orderBy(sql`min(${changes.receivedAt})`, changes.userId)
    .limit(limit);
  const all = db()
    .select({
      total: sql<number>`count(distinct ${changes.userId})`.mapWith(Number),
      through: sql<number>`coalesce(max(${changes.id}), 0)`.mapWith(Number),
    })
    .from(changes)
    .where(open(integrationId, state));
  const [rows, [summary]] = await Promise.all([users, all]);
  return { users: rows, total: summary?.total ?? 0, through: summary?.through ?? 0 };
}

export type Move = PgUpdateSetSource<typeof changes>;

/** Where the drain takes it up at once, with as many attempts as a change that has just come. */
export const toDrain = {
  state: "waiting",
  dueAt: sql`now()`,
  attempts: 0,
  asked: 0,
  reason: null,
  settledAt: null,
} satisfies Move;

/**
 * Moves the selected open changes on, all or none: `check` sees what was met and throws to leave everything as it is.
 * Returns what `check` returns.
 */
export const moveOpen = <T>(
  integrationId: string,
  state: OpenState,
  selection: OpenSelection,
  to: Move,
  check: (met: { id: number; userId: string }[]) => T,
): Promise<T> =>
  db().transaction(async (tx) => {
    const chosen = "ids" in selection ? inArray(changes.id, selection.ids) : lte(changes.id, selection.through);
    const met = await tx
      .update(changes)
      .set(to)
      .where(and(open(integrationId, state), chosen))
      .returning({ id: changes.id, userId: changes.userId });
    return check(met);
  });

/** One open change; undefined where it is none of this integration's, or was settled meanwhile. */
export async function findOpenChange(integrationId: string, id: number) {
  const [found] = await db()
    .select()
    .from(changes)
    .where(
      and(eq(changes.id, id), eq(changes.integrationId, integrationId), inArray(changes.state, ["held", "parked"])),
    );
  return found;
}

/** The first open changes behind the id `after`, in the order of their ids. */
export const openChangesAfter = (integrationId: string, state: OpenState, after: number, limit: number) =>
  db()
    .select()
    .from(changes)
    .where(and(open(integrationId, state), gt(changes.id, after)))
    .orderBy(changes.id)
    .limit(limit);
