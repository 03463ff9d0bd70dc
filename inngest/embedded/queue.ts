import { and, eq, inArray, sql } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { engineJobs, engineRuns } from "@/inngest/embedded/schema";

export type Job = typeof engineJobs.$inferSelect;
export type NewJob = PgInsertValue<typeof engineJobs>;
export type Run = typeof engineRuns.$inferSelect;
export type Tx = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** A job under our lease, and its run as it was then; a cron's tick has none. */
export type Claimed = { job: Job; run: Run | undefined };
export type Call = { job: Job; run: Run };

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

const isDue = sql`run_at <= now()`;
const isFree = sql`(locked_until is null or locked_until < now())`;

/**
 * The oldest due jobs that their concurrency slots let in: whoever wants a slot stands in line for it, behind those
 * at work, and comes in if the line up to there is no longer than the slot's limit.
 */
const admitted = (functionIds: string[], places: number) => sql`
  with due as materialized (
    select id, run_at, slots, ${isFree} as free from ${engineJobs}
    where ${isDue} and function_id = any(${sql.param(functionIds)}::text[])
  ), line as (
    select due.id, slot."limit", row_number() over (partition by slot.key order by free, run_at, due.id) as place
    from due, jsonb_to_recordset(slots) as slot(key text, "limit" int)
  )
  select id from due
  where free and not exists (select from line where line.id = due.id and place > "limit")
  order by run_at, id limit ${places}`;

/**
 * Takes up to `places` due jobs of these functions whose concurrency slots are free, under a lease of `leaseMs`.
 * Claims are made one at a time across all processes: otherwise two of them could take the last slot.
 */
export const claim = (db: Db, functionIds: string[], places: number, leaseMs: number): Promise<Claimed[]> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${claimLock})`);
    const jobs = await tx
      .update(engineJobs)
      .set({ lockedUntil: inMs(leaseMs), lockedBy: sql`gen_random_uuid()::text` })
      // Asked again of the row as it is now: its last holder may just have kept it alive or postponed it.
      .where(and(sql`${engineJobs.id} in (${admitted(functionIds, places)})`, isDue, isFree))
      .returning();
    const ids = jobs.flatMap((job) => job.runId ?? []);
    const runs = ids.length > 0 ? await tx.select().from(engineRuns).where(inArray(engineRuns.id, ids)) : [];
    return jobs.map((job) => ({ job, run: runs.find((run) => run.id === job.runId) }));
  });

export const isOurs = (job: Job) => and(eq(engineJobs.id, job.id), eq(engineJobs.lockedBy, job.lockedBy ?? ""));

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
    if (job.runId)
      await tx.select({ id: engineRuns.id }).from(engineRuns).where(eq(engineRuns.id, job.runId)).for("update");
    const ended = await tx.delete(engineJobs).where(isOurs(job)).returning({ id: engineJobs.id });
    if (ended.length === 0) return;
    await follow(tx);
    // A concurrency slot may be free now.
    if (job.slots.length > 0) await wake(tx);
  });
