import { and, eq, inArray, sql } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import { ulid } from "ulid";
import type { Db } from "@/db/client";
import { engineJobs, engineRuns } from "@/inngest/embedded/schema";

export type Job = typeof engineJobs.$inferSelect;
export type NewJob = PgInsertValue<typeof engineJobs>;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** Executors listen here; every enqueue tells them. */
export const channel = "rollcall_engine";

// Any constant: it only has to be the same in every process.
const claimLock = 727_274;

/** By the database's clock, the one clock that all processes share. */
export const inMs = (ms: number) => sql`now() + ${ms} * interval '1 millisecond'`;

/** Adds jobs and wakes the executors once the transaction commits. A job whose key exists already is left alone. */
export async function enqueue(tx: Tx, jobs: NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  await tx.insert(engineJobs).values(jobs).onConflictDoNothing();
  await wake(tx);
}

/** Executors look into the queue when the transaction commits. */
export const wake = (tx: Tx) => tx.execute(sql`select pg_notify(${channel}, '')`);

const due = (functionIds: string[]) => sql`
  select job.id from ${engineJobs} job
  where job.run_at <= now() and (job.locked_until is null or job.locked_until < now())
    and (job.function_id is null or job.function_id = any(${sql.param(functionIds)}::text[]))
    and not exists (
      select from jsonb_to_recordset(job.slots) as slot(key text, "limit" int)
      where slot."limit" <= (
        select count(*) from ${engineJobs} other
        where other.locked_until > now() and other.slots @> jsonb_build_array(jsonb_build_object('key', slot.key))))
  order by job.run_at, job.id limit 1 for update skip locked`;

/**
 * Takes the next due job of these functions whose concurrency slots are free, under a lease of `leaseMs`.
 * Claims are made one at a time across all processes: otherwise two of them could take the last slot.
 */
export const claim = (db: Db, functionIds: string[], leaseMs: number): Promise<Job | undefined> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${claimLock})`);
    const [job] = await tx
      .update(engineJobs)
      .set({ lockedUntil: inMs(leaseMs), lockedBy: ulid() })
      .where(eq(engineJobs.id, sql`(${due(functionIds)})`))
      .returning();
    return job;
  });

const isOurs = (job: Job) => and(eq(engineJobs.id, job.id), eq(engineJobs.lockedBy, job.lockedBy ?? ""));

/** Extends the leases of jobs at work. */
export const keepAlive = (db: Db, jobs: Iterable<Job>, leaseMs: number) =>
  db
    .update(engineJobs)
    .set({ lockedUntil: inMs(leaseMs) })
    .where(
      inArray(
        engineJobs.lockedBy,
        [...jobs].map((job) => job.lockedBy ?? ""),
      ),
    );

/** Gives a job back, to be claimed again after `afterMs` as attempt `attempt`. Nothing happens if it is no longer ours. */
export const postpone = (db: Db | Tx, job: Job, attempt: number, afterMs: number) =>
  db
    .update(engineJobs)
    .set({ attempt, runAt: inMs(afterMs), lockedUntil: null, lockedBy: null })
    .where(isOurs(job));

/**
 * Ends a job and does what follows from it, in one transaction.
 * A job whose lease went to somebody else is left to them: what we found out is dropped.
 */
export const settle = (db: Db, job: Job, follow: (tx: Tx) => Promise<void>): Promise<void> =>
  db.transaction(async (tx) => {
    // Run first, job second, everywhere: jobs of one run that end together then wait instead of deadlocking.
    if (job.runId) await tx.select().from(engineRuns).where(eq(engineRuns.id, job.runId)).for("update");
    const ended = await tx.delete(engineJobs).where(isOurs(job)).returning({ id: engineJobs.id });
    if (ended.length === 0) return;
    await follow(tx);
    // A concurrency slot may be free now.
    if (job.slots.length > 0) await wake(tx);
  });
