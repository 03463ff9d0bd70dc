import type { Db } from "@/db/client";
import { type Answer, readAnswer } from "@/inngest/embedded/answer";
import type { Caller } from "@/inngest/embedded/call";
import { fireCron } from "@/inngest/embedded/cron";
import { type Call, type Claimed, postpone, settle } from "@/inngest/embedded/queue";
import type { Registered, Registry } from "@/inngest/embedded/registry";
import { applyOps, endRun, endSleep, onlyResult, stay } from "@/inngest/embedded/runs";
import { log } from "@/lib/log";

export type Engine = {
  db: Db;
  caller: Caller;
  registry: Registry;
  /** How long a job stays with a process that gives no sign of life. */
  leaseMs: number;
  /** Milliseconds before attempt n + 1; Inngest's table unless a test says otherwise. */
  backoff: (attempt: number) => number;
};

/**
 * Does a claimed job and ends or postpones it. After a step the next call follows at once as long as `mayStay` says so;
 * otherwise it goes to the end of the queue.
 */
export async function perform(engine: Engine, claimed: Claimed, mayStay: () => boolean): Promise<void> {
  const { job, run } = claimed;
  if (job.kind === "cron") return fireCron(engine.db, engine.registry, job);
  const fn = engine.registry.get(job.functionId ?? "");
  if (!fn || run?.state !== "running") return settle(engine.db, job, async () => {});
  if (job.kind === "sleep") return settle(engine.db, job, (tx) => endSleep(tx, fn, run.id, job.stepId ?? ""));
  for (let call: Call | undefined = { job, run }; call; ) {
    const answer = await ask(engine, fn, call);
    const made = answer.kind === "steps" && mayStay() ? onlyResult(call.run, answer.ops) : undefined;
    if (!made) return conclude(engine, fn, call, answer);
    call = await stay(engine.db, call.job, made, engine.leaseMs);
  }
}

/** One call. A call that did not get through counts as an attempt, like one that failed. */
async function ask({ caller }: Engine, fn: Registered, { job, run }: Call): Promise<Answer> {
  const isLast = job.attempt + 1 >= fn.maxAttempts;
  try {
    return readAnswer(await caller.run({ job, run }, fn.maxAttempts), isLast);
  } catch (error) {
    return isLast ? { kind: "failed", error } : { kind: "retry", error, afterMs: null };
  }
}

async function conclude(engine: Engine, fn: Registered, { job, run }: Call, answer: Answer): Promise<void> {
  const about = { functionId: fn.id, runId: run.id, attempt: job.attempt };
  switch (answer.kind) {
    case "steps":
      return settle(engine.db, job, (tx) => applyOps(tx, fn, run, answer.ops));
    case "completed":
      return settle(engine.db, job, (tx) => endRun(tx, run.id, "completed", answer.output));
    case "failed":
      log.error({ ...about, reason: reasonOf(answer.error) }, "a background run failed");
      return settle(engine.db, job, (tx) => endRun(tx, run.id, "failed", reasonOf(answer.error)));
    case "retry":
      log.warn({ ...about, reason: reasonOf(answer.error) }, "a background run will be tried again");
      await postpone(engine.db, job, job.attempt + 1, answer.afterMs ?? engine.backoff(job.attempt));
  }
}

/** What is kept of an error: never its stack or cause. */
function reasonOf(error: unknown): { name: string; message: string } {
  const { name, message } = (typeof error === "object" && error !== null ? error : {}) as {
    name?: unknown;
    message?: unknown;
  };
  return { name: String(name ?? "Error"), message: String(message ?? error) };
}
