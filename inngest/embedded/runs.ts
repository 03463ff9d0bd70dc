import { and, count, eq, getTableColumns, type SQLWrapper, sql } from "drizzle-orm";
import { ulid } from "ulid";
import type { Db } from "@/db/client";
import type { Op } from "@/inngest/embedded/answer";
import { untilMs } from "@/inngest/embedded/backoff";
import { type Call, enqueue, inMs, isOurs, type Job, type NewJob, type Run, type Tx } from "@/inngest/embedded/queue";
import { type Registered, slotsOf } from "@/inngest/embedded/registry";
import { engineJobs, engineRuns } from "@/inngest/embedded/schema";

/** `step` asks a function to go on from where its memoised steps end; a hashed step id asks for that step alone. */
const onward = "step";

const callJob = (fn: Registered, run: Pick<Run, "id" | "event">, stepId: string) => ({
  kind: "call" as const,
  key: `call:${run.id}:${stepId}`,
  runId: run.id,
  functionId: fn.id,
  stepId,
  slots: slotsOf(fn, run.event),
});

/** The first call of a new run of `fn` for an event. */
export const firstCall = (fn: Registered, event: Record<string, unknown>) => ({
  ...callJob(fn, { id: ulid(), event }, onward),
  event,
});

/** A run of `fn` for an event, and its first call. */
export async function startRun(tx: Tx, fn: Registered, event: Record<string, unknown>): Promise<void> {
  const call = firstCall(fn, event);
  await tx.insert(engineRuns).values({ id: call.runId, functionId: fn.id, event });
  await enqueue(tx, [call]);
}

type Result = [stepId: string, result: unknown];

const remembering = (results: Result[]) => ({
  steps: sql`${engineRuns.steps} || ${JSON.stringify(Object.fromEntries(results))}::jsonb`,
  stack: sql`${engineRuns.stack} || ${sql.param(results.map(([id]) => id))}::text[]`,
});

const isRunning = (runId: string | SQLWrapper) =>
  and(sql`${engineRuns.id} = ${runId}`, eq(engineRuns.state, "running"));

/** Memoises steps, in the order given. Undefined if the run has ended meanwhile. */
async function remember(tx: Tx, runId: string, results: Result[], isParallel: boolean) {
  const [run] = await tx
    .update(engineRuns)
    .set({ ...remembering(results), parallel: sql`${engineRuns.parallel} or ${isParallel}` })
    .where(isRunning(runId))
    .returning();
  return run;
}

/**
 * Memoises the step that a call has just made and keeps the job, under a new lease, for the call that follows it: one
 * statement instead of the way through the queue. Undefined if job or run are no longer ours.
 */
export async function stay(db: Db, job: Job, result: Result, leaseMs: number): Promise<Call | undefined> {
  const kept = db.$with("kept").as(
    db
      .update(engineJobs)
      .set({ attempt: 0, lockedUntil: inMs(leaseMs) })
      .where(isOurs(job))
      .returning({ runId: engineJobs.runId }),
  );
  const [run] = await db
    .with(kept)
    .update(engineRuns)
    .set(remembering([result]))
    .from(kept)
    .where(isRunning(kept.runId))
    .returning(getTableColumns(engineRuns));
  return run && { job: { ...job, attempt: 0 }, run };
}

/** The result of a call that made one step of a run without parallel steps; undefined for any other. */
export const onlyResult = (run: Run, ops: Op[]): Result | undefined =>
  run.parallel || ops.length > 1 ? undefined : ops.flatMap(resultOf)[0];

/** The function is asked again once none of its steps is being called: the SDK waits for parallel steps together. */
async function goOn(tx: Tx, fn: Registered, run: Run): Promise<void> {
  const calls = and(eq(engineJobs.runId, run.id), eq(engineJobs.kind, "call"));
  const [pending] = await tx.select({ n: count() }).from(engineJobs).where(calls);
  if (pending?.n === 0) await enqueue(tx, [callJob(fn, run, onward)]);
}

/** A sleep is over. */
export async function endSleep(tx: Tx, fn: Registered, runId: string, stepId: string): Promise<void> {
  const run = await remember(tx, runId, [[stepId, null]], false);
  if (run) await goOn(tx, fn, run);
}

const resultOf = (op: Op): Result[] => {
  if (op.op === "StepRun") return [[op.id, { data: op.data ?? null }]];
  if (op.op === "StepError" || op.op === "StepFailed") return [[op.id, { error: op.error }]];
  return [];
};

const jobOf = (fn: Registered, run: Run, op: Op): NewJob[] => {
  if (op.op === "StepPlanned") return [callJob(fn, run, op.id)];
  if (op.op !== "Sleep") return [];
  const key = `sleep:${run.id}:${op.id}`;
  return [{ kind: "sleep", key, runId: run.id, functionId: fn.id, stepId: op.id, runAt: inMs(untilMs(op.name)) }];
};

/** Applies what a call reported: results are memoised, planned steps and sleeps enqueued, and the function asked again. */
export async function applyOps(tx: Tx, fn: Registered, before: Run, ops: Op[]): Promise<void> {
  const results = ops.flatMap(resultOf);
  const run = await remember(tx, before.id, results, ops.length > 1);
  if (!run) return;
  // A sleep may have ended while the function, not knowing it, reported that same sleep.
  const open = ops.filter((op) => !(op.id in run.steps));
  await enqueue(
    tx,
    open.flatMap((op) => jobOf(fn, run, op)),
  );
  if (open.length < ops.length) await goOn(tx, fn, run);
}

/** Ends a run, with whatever of it is still in the queue. */
export async function endRun(tx: Tx, runId: string, state: "completed" | "failed", output: unknown): Promise<void> {
  await tx
    .update(engineRuns)
    .set({ state, output: output ?? null, endedAt: sql`now()` })
    .where(isRunning(runId));
  await tx.delete(engineJobs).where(eq(engineJobs.runId, runId));
}
