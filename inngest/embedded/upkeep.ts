import { lt, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { engineEvents, engineRuns } from "@/inngest/embedded/schema";

/** How long ended runs and their events are kept. */
const keptDays = 7;

/** Deletes runs that ended and events that came more than a week ago; events still to be routed stay. */
export async function prune(db: Db): Promise<void> {
  const cutoff = sql`now() - ${keptDays} * interval '1 day'`;
  await db.delete(engineRuns).where(lt(engineRuns.endedAt, cutoff));
  await db.execute(sql`
    delete from ${engineEvents} event where event.received_at < ${cutoff}
      and not exists (select from engine_jobs job where job.key = 'event:' || event.id)`);
}
