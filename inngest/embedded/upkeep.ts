import { and, lt, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { timerEvent } from "@/inngest/embedded/cron";
import { engineEvents, engineRuns } from "@/inngest/embedded/schema";

const aWeekAgo = sql`now() - interval '7 days'`;
const anHourAgo = sql`now() - interval '1 hour'`;

/** Deletes runs that ended and events that came more than a week ago; of a cron's runs, which are many, an hour is enough. */
export async function prune(db: Db): Promise<void> {
  const isCron = sql`${engineRuns.event}->>'name' = ${timerEvent}`;
  await db
    .delete(engineRuns)
    .where(and(lt(engineRuns.endedAt, anHourAgo), or(isCron, lt(engineRuns.endedAt, aWeekAgo))));
  await db.delete(engineEvents).where(lt(engineEvents.receivedAt, aWeekAgo));
}
