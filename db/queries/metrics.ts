import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { lastBeside, runningBeside } from "@/db/queries/runs";
import { budgets, changes, integrations } from "@/db/schema";
import { engineJobs } from "@/inngest/embedded/schema";

const countWhere = (condition: unknown) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
/** By the database's clock; null without a time. */
const secondsSince = (time: unknown) => sql<number | null>`extract(epoch from now() - ${time})::float8`;

const openChanges = () =>
  db()
    .select({
      waiting: countWhere(sql`${changes.state} = 'waiting'`).as("waiting"),
      oldestSeconds: sql<number | null>`extract(epoch from now() - min(${changes.receivedAt})
        filter (where ${changes.state} = 'waiting'))::float8`.as("oldest_seconds"),
      parked: countWhere(sql`${changes.state} = 'parked'`).as("parked"),
      held: countWhere(sql`${changes.state} = 'held'`).as("held"),
    })
    .from(changes)
    .where(and(eq(changes.integrationId, integrations.id), inArray(changes.state, ["waiting", "parked", "held"])))
    .as("open");

export type IntegrationGauges = Awaited<ReturnType<typeof measureIntegrations>>[number];

/** What each connected integration looks like now. One statement; ages are in seconds. */
export function measureIntegrations() {
  const [open, running, last] = [openChanges(), runningBeside(), lastBeside()];
  const { id, providerId, problem, nextCheckAt, lastCheckedAt, pausedAt } = integrations;
  const { lastEventAt, feedPosition, createdAt } = integrations;
  return db()
    .select({
      integration: {
        id,
        providerId,
        problem,
        nextCheckAt,
        lastCheckedAt,
        pausedAt,
        lastEventAt,
        feedPosition,
        createdAt,
      },
      inbox: { waiting: open.waiting, parked: open.parked, held: open.held },
      oldestSeconds: open.oldestSeconds,
      checkedSeconds: secondsSince(lastCheckedAt),
      eventSeconds: secondsSince(integrations.lastEventAt),
      run: running.kind,
      lastRun: last.state,
      rate: budgets.rate,
      blocked: sql<boolean>`coalesce(${budgets.blockedUntil} > now(), false)`,
    })
    .from(integrations)
    .innerJoinLateral(open, sql`true`)
    .leftJoinLateral(running, sql`true`)
    .leftJoinLateral(last, sql`true`)
    .leftJoin(budgets, eq(budgets.integrationId, id))
    .where(isNull(integrations.disconnectedAt))
    .orderBy(asc(integrations.createdAt));
}

/** The embedded engine's queue: jobs whose time has come, those at work, and how long the first one has been due. */
export async function measureEngine(): Promise<{ due: number; running: number; dueSeconds: number }> {
  const running = sql`coalesce(${engineJobs.lockedUntil} > now(), false)`;
  const due = sql`${engineJobs.runAt} <= now() and not ${running}`;
  const [row] = await db()
    .select({
      due: countWhere(due),
      running: countWhere(running),
      dueSeconds: sql<number>`coalesce(extract(epoch from now() - min(${engineJobs.runAt})
        filter (where ${due})), 0)::float8`,
    })
    .from(engineJobs);
  return row ?? { due: 0, running: 0, dueSeconds: 0 };
}
