import { and, desc, eq, gt, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { InboxChange } from "@/db/queries/changes";
import type { Erasure } from "@/db/queries/erasures";
import type { Run } from "@/db/queries/runs";
import { auditLog, changes, erasures, runs } from "@/db/schema";

/** The last `limit` changes of one user, newest first; what is still open is always among them. */
export async function changesOfUser(integrationId: string, userId: string, limit: number): Promise<InboxChange[]> {
  const isOpen = inArray(changes.state, ["waiting", "parked", "held"]);
  const found = await db()
    .select()
    .from(changes)
    .where(and(eq(changes.integrationId, integrationId), eq(changes.userId, userId)))
    .orderBy(desc(isOpen), desc(changes.receivedAt), desc(changes.id))
    .limit(limit);
  return found.sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || b.id - a.id);
}

export async function findErasure(integrationId: string, userId: string): Promise<Erasure | undefined> {
  const [found] = await db()
    .select()
    .from(erasures)
    .where(and(eq(erasures.integrationId, integrationId), eq(erasures.userId, userId)));
  return found;
}

/** The walk that was marking users as deleted at that time, give or take what two clocks differ by. */
export async function findRemovingRun(integrationId: string, at: Date): Promise<Run | undefined> {
  const slack = sql`interval '1 minute'`;
  const [found] = await db()
    .select()
    .from(runs)
    .where(
      and(
        eq(runs.integrationId, integrationId),
        gt(runs.deleted, 0),
        lte(runs.startedAt, sql`${at.toISOString()}::timestamptz + ${slack}`),
        or(isNull(runs.finishedAt), gte(runs.finishedAt, sql`${at.toISOString()}::timestamptz - ${slack}`)),
      ),
    )
    .orderBy(desc(runs.startedAt))
    .limit(1);
  return found;
}

export type Purge = { at: Date; actor: string };

/** Who has purged this user from the table, the last time. */
export async function findPurge(projectId: string, userId: string): Promise<Purge | undefined> {
  const [found] = await db()
    .select({ at: auditLog.at, actor: auditLog.actor })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.projectId, projectId),
        eq(auditLog.verb, "integration.purge-user"),
        eq(auditLog.outcome, "done"),
        sql`${auditLog.detail} ->> 'userId' = ${userId}`,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(1);
  return found;
}
