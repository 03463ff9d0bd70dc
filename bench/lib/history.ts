import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { updateIntegration } from "@/db/queries/integrations";
import { auditLog, changes, integrations, members, minutes, projects, runs, stateChanges } from "@/db/schema";
import type { Connected } from "./console";

const day = 86_400_000;

/** A week of deliveries, compares and acts, as the console database keeps them. */
async function addWeek({ integrationId, projectId }: Connected, changesPerDay: number): Promise<void> {
  const each = (count: number) => sql`generate_series(1, ${count}::int) n`;
  const ago = (count: number) => sql`now() - n * interval '7 days' / ${count}::int`;
  const week = changesPerDay * 7;
  await db().execute(sql`insert into ${changes}
      (integration_id, event_id, user_id, kind, state, due_at, received_at, settled_at, reason)
    select ${integrationId}, 'evt_' || n, md5(n::text)::uuid, 'updated', 'applied', ${ago(week)}, ${ago(week)},
      ${ago(week)} + interval '60 ms', 'It was stored.' from ${each(week)}`);
  await db().execute(sql`insert into ${minutes} (integration_id, minute, applied, requests, lag)
    select ${integrationId}, date_trunc('minute', now()) - n * interval '1 minute', 5, 2, '{0,3,2}' from ${each(10_080)}
    on conflict do nothing`);
  await db().execute(sql`insert into ${runs}
      (integration_id, id, kind, trigger, state, pages, seen, started_at, finished_at)
    select ${integrationId}, 'run_' || n, 'reconcile', 'schedule', 'equal', 10, 1000, ${ago(168)},
      ${ago(168)} + interval '1 minute' from ${each(168)}`);
  await db().execute(sql`insert into ${stateChanges} (integration_id, at, state)
    select ${integrationId}, ${ago(300)}, case n % 2 when 0 then 'in-parity' else 'catching-up' end from ${each(300)}`);
  await db().execute(sql`insert into ${auditLog} (at, actor, project_id, verb, outcome)
    select ${ago(100)}, 'Bench', ${projectId}, 'integration.resume', 'done' from ${each(100)}`);
}

/** The same project again, `count` times, with its integration and its runs. */
async function addProjects({ actor, projectId, integrationId }: Connected, count: number): Promise<void> {
  const [project] = await db().select().from(projects).where(eq(projects.id, projectId));
  const [integration] = await db().select().from(integrations).where(eq(integrations.id, integrationId));
  const walked = await db().select().from(runs).where(eq(runs.integrationId, integrationId));
  if (!project || !integration) throw new Error("no project to copy");
  for (let n = 1; n <= count; n++) {
    const [id, its] = [crypto.randomUUID(), crypto.randomUUID()];
    await db()
      .insert(projects)
      .values({ ...project, id, name: `Bench ${n}` });
    await db().insert(members).values({ projectId: id, accountId: actor.accountId, role: "owner" });
    await db()
      .insert(integrations)
      .values({ ...integration, id: its, projectId: id });
    await db()
      .insert(runs)
      .values(walked.map((run) => ({ ...run, id: crypto.randomUUID(), integrationId: its })));
  }
}

/** What an account sees that has `count` projects, one of which has been busy for a week. Nothing is due before tomorrow. */
export async function makeHistory(connected: Connected, count: number, changesPerDay: number): Promise<void> {
  await updateIntegration(connected.integrationId, { nextCheckAt: new Date(Date.now() + day), nextDeltaAt: null });
  await addWeek(connected, changesPerDay);
  await addProjects(connected, count - 1);
  await db().execute("vacuum analyze");
}
