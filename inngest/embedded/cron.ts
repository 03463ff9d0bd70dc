import { and, eq, inArray, notInArray } from "drizzle-orm";
import { ulid } from "ulid";
import type { Db } from "@/db/client";
import { enqueue, type Job, settle } from "@/inngest/embedded/queue";
import type { Registry } from "@/inngest/embedded/registry";
import { startRun } from "@/inngest/embedded/runs";
import { engineJobs } from "@/inngest/embedded/schema";
import { nextTick } from "@/inngest/embedded/tick";

export const timerEvent = "inngest/scheduled.timer";

const keyOf = (functionId: string, pattern: string) => `cron:${functionId}:${pattern}`;

const tickJob = (functionId: string, pattern: string, after?: Date) => ({
  kind: "cron" as const,
  key: keyOf(functionId, pattern),
  functionId,
  runAt: nextTick(pattern, after) ?? undefined,
});

/** Puts the next tick of every pattern into the queue, once for all processes, and takes out what a function no longer has. */
export function scheduleCrons(db: Db, registry: Registry): Promise<void> {
  const jobs = [...registry.values()].flatMap((fn) => fn.crons.map((pattern) => tickJob(fn.id, pattern)));
  const isOurs = and(eq(engineJobs.kind, "cron"), inArray(engineJobs.functionId, [...registry.keys()]));
  return db.transaction(async (tx) => {
    await tx.delete(engineJobs).where(
      and(
        isOurs,
        notInArray(
          engineJobs.key,
          jobs.map((job) => job.key),
        ),
      ),
    );
    await enqueue(tx, jobs);
  });
}

/** Starts the tick's run and puts the next tick into the queue, in one transaction: after a standstill there is one run, not many. */
export async function fireCron(db: Db, registry: Registry, job: Job): Promise<void> {
  const fn = registry.get(job.functionId ?? "");
  const cron = fn?.crons.find((pattern) => keyOf(fn.id, pattern) === job.key);
  await settle(db, job, async (tx) => {
    if (!fn || !cron) return;
    await startRun(tx, fn, { id: ulid(), name: timerEvent, data: { cron }, ts: Date.now() });
    // Never before the tick that fired, should this machine's clock stand behind the database's.
    await enqueue(tx, [tickJob(fn.id, cron, new Date(Math.max(Date.now(), job.runAt.getTime())))]);
  });
}
