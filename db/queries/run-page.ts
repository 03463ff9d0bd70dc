import { and, asc, desc, eq, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { Run } from "@/db/queries/runs";
import { changes, integrations, runs } from "@/db/schema";

/** A run of one of the project's integrations, with the provider's id. */
export async function findRunOfProject(projectId: string, runId: string) {
  const [found] = await db()
    .select({ run: runs, providerId: integrations.providerId })
    .from(runs)
    .innerJoin(integrations, eq(integrations.id, runs.integrationId))
    .where(and(eq(runs.id, runId), eq(integrations.projectId, projectId)));
  return found;
}

async function firstId(condition: SQL | undefined, direction: typeof asc): Promise<string | null> {
  const [found] = await db()
    .select({ id: runs.id })
    .from(runs)
    .where(condition)
    .orderBy(direction(runs.startedAt), direction(runs.id))
    .limit(1);
  return found?.id ?? null;
}

/** The ids of the runs of the same integration that began just before and just after. */
export async function findNeighbours({ id, integrationId }: Run) {
  const own = sql`(select ${runs.startedAt}, ${runs.id} from ${runs} where ${runs.id} = ${id})`;
  const place = sql`("runs"."started_at", "runs"."id")`;
  const same = eq(runs.integrationId, integrationId);
  const [previous, next] = await Promise.all([
    firstId(and(same, sql`${place} < ${own}`), desc),
    firstId(and(same, sql`${place} > ${own}`), asc),
  ]);
  return { previous, next };
}

/** The first users whom this run left to a person, and why; those who were settled since have no reason any more. */
export const findLeft = (run: Run, limit: number) =>
  db()
    .select({ userId: changes.userId, state: changes.state, reason: changes.reason })
    .from(changes)
    .where(
      and(
        eq(changes.integrationId, run.integrationId),
        inArray(changes.eventId, ["walk:parked", "walk:held"]),
        lte(changes.receivedAt, run.finishedAt ?? sql`now()`),
        or(inArray(changes.state, ["parked", "held"]), sql`${changes.settledAt} >= ${run.startedAt.toISOString()}`),
      ),
    )
    .orderBy(asc(changes.userId))
    .limit(limit);
