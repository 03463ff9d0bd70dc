import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { lastBeside, runningBeside } from "@/db/queries/runs";
import { changes, integrations, members, projects } from "@/db/schema";

/** Nobody reads on from there, and a long inbox need not be counted for it. */
export const mostWaiting = 10_000;

const changesWith = (condition: SQL) =>
  sql`select 1 from ${changes} where ${changes.integrationId} = ${integrations.id} and ${condition}`;
const has = (state: "parked" | "held") =>
  sql<number>`exists (${changesWith(sql`${changes.state} = ${sql.raw(`'${state}'`)}`)})::int`;
const waiting = sql<number>`(select count(*)::int from (
  ${changesWith(sql`${changes.state} = 'waiting'`)} limit ${sql.raw(String(mostWaiting + 1))}) found)`;

/** An account's projects with what the state of each follows from, in one statement. */
export function overviewOf(accountId: string) {
  const [run, lastRun] = [runningBeside(), lastBeside()];
  return db()
    .select({
      project: projects,
      role: members.role,
      integration: integrations,
      inbox: { waiting, parked: has("parked"), held: has("held") },
      run: { kind: run.kind },
      lastRun: { state: lastRun.state },
    })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .leftJoin(integrations, and(eq(integrations.projectId, projects.id), isNull(integrations.disconnectedAt)))
    .leftJoinLateral(run, sql`true`)
    .leftJoinLateral(lastRun, sql`true`)
    .where(eq(members.accountId, accountId));
}
