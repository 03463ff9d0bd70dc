import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { lastBeside, runningBeside } from "@/db/queries/runs";
import { changes, integrations, stateChanges } from "@/db/schema";

/** A change that has waited for less than this is normal work, and no state of its own. */
const passingSeconds = 30;

/** 1 where the integration has such a change, else 0: a long inbox is not counted for it. */
const hasChange = (condition: SQL) =>
  sql<number>`exists (select 1 from ${changes} where ${changes.integrationId} = ${integrations.id} and ${condition})::int`;

export type Noticed = Awaited<ReturnType<typeof lookAtStates>>[number];

/** What the state of each connected integration follows from, and the one that was noticed last. One statement. */
export function lookAtStates() {
  const [run, lastRun] = [runningBeside(), lastBeside()];
  const { id, problem, nextCheckAt, lastCheckedAt, pausedAt, pausedBy, state, stateSince } = integrations;
  const { lastEventAt, feedPosition, createdAt } = integrations;
  const hearing = { lastEventAt, feedPosition, createdAt };
  return db()
    .select({
      integration: { id, problem, nextCheckAt, lastCheckedAt, pausedAt, pausedBy, state, stateSince, ...hearing },
      inbox: {
        waiting: hasChange(
          sql`${changes.state} = 'waiting' and ${changes.receivedAt} < now() - make_interval(secs => ${passingSeconds})`,
        ),
        parked: hasChange(sql`${changes.state} = 'parked'`),
        held: hasChange(sql`${changes.state} = 'held'`),
      },
      run: { kind: run.kind },
      lastRun: { kind: lastRun.kind, state: lastRun.state, reason: lastRun.reason },
    })
    .from(integrations)
    .leftJoinLateral(run, sql`true`)
    .leftJoinLateral(lastRun, sql`true`)
    .where(isNull(integrations.disconnectedAt));
}

type Move = { from: string | null; to: string; reason: string };

/** Notes that an integration went from one state to another. False where another process has noted a change before. */
export const noteState = (integrationId: string, { from, to, reason }: Move): Promise<boolean> =>
  db().transaction(async (tx) => {
    const moved = await tx
      .update(integrations)
      .set({ state: to, stateSince: sql`now()` })
      .where(
        and(
          eq(integrations.id, integrationId),
          sql`${integrations.state} is not distinct from ${from}`,
          isNull(integrations.disconnectedAt),
        ),
      )
      .returning({ id: integrations.id });
    if (moved.length > 0) await tx.insert(stateChanges).values({ integrationId, state: to, reason });
    return moved.length > 0;
  });
