import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { channel } from "@/inngest/embedded/queue";
import type { Registry } from "@/inngest/embedded/registry";
import { firstCall } from "@/inngest/embedded/runs";
import { engineEvents, engineJobs, engineRuns } from "@/inngest/embedded/schema";

export type SentEvent = { id: string; name: string; data?: Record<string, unknown> | null; ts?: number };

/**
 * Keeps events and starts a run of every function that they trigger: one statement, so all of it or nothing, at the
 * price of one round trip. Returns their ids. An id seen before does nothing.
 */
export async function storeEvents(db: Db, registry: Registry, sent: SentEvent[]): Promise<string[]> {
  const ids = sent.map(({ id }) => id);
  const events = sent
    .filter(({ id }, n) => ids.indexOf(id) === n)
    .map(({ id, name, data, ts }) => ({ id, name, data: data ?? {}, ts: ts ?? Date.now() }));
  const calls = events.flatMap((event) =>
    [...registry.values()].filter((fn) => fn.events.includes(event.name)).map((fn) => firstCall(fn, event)),
  );
  if (events.length === 0) return ids;
  await db.execute(sql`
    with fresh as (
      insert into ${engineEvents} (id, name, data, ts)
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as event(id text, name text, data jsonb, ts bigint)
      on conflict do nothing returning id
    ), call as (
      select call.* from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb)
        as call(key text, kind text, "runId" text, "functionId" text, "stepId" text, slots jsonb, event jsonb)
      join fresh on fresh.id = call.event->>'id'
    ), run as (
      insert into ${engineRuns} (id, function_id, event) select "runId", "functionId", event from call
    ), job as (
      insert into ${engineJobs} (key, kind, run_id, function_id, step_id, slots)
      select key, kind, "runId", "functionId", "stepId", slots from call returning id
    )
    select pg_notify(${channel}, '') from job limit 1`);
  return ids;
}
