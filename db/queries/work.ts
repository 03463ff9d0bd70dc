import { and, between, eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { budgets, runs } from "@/db/schema";
import { engineJobs } from "@/inngest/embedded/schema";

/** What an integration may ask right now: requests per second, and until when nothing. Undefined before the first one. */
export async function findBudget(integrationId: string) {
  const [budget] = await db()
    .select({
      rate: budgets.rate,
      blockedUntil: sql`case when ${budgets.blockedUntil} > now() then ${budgets.blockedUntil} end`.mapWith(
        budgets.blockedUntil,
      ),
    })
    .from(budgets)
    .where(eq(budgets.integrationId, integrationId));
  return budget;
}

/** Seconds by which the embedded engine's first timer is late, below zero before its time; null where it has none. */
export async function timerLateness(): Promise<number | null> {
  const [row] = await db()
    .select({ late: sql<number | null>`extract(epoch from now() - min(${engineJobs.runAt}))::float8` })
    .from(engineJobs)
    .where(eq(engineJobs.kind, "cron"));
  return row?.late ?? null;
}

/** The runs that ended between two times, oldest first. */
export function runsBetween(integrationId: string, from: Date, to: Date) {
  const { id, kind, state, written, deleted, startedAt, finishedAt } = runs;
  return db()
    .select({ id, kind, state, written, deleted, startedAt, finishedAt: sql`${finishedAt}`.mapWith(startedAt) })
    .from(runs)
    .where(and(eq(runs.integrationId, integrationId), between(finishedAt, from, to)))
    .orderBy(finishedAt);
}
