import type { Database } from "@/db/client";
import { backoff } from "@/inngest/embedded/backoff";
import { createBell } from "@/inngest/embedded/bell";
import type { Caller } from "@/inngest/embedded/call";
import { scheduleCrons } from "@/inngest/embedded/cron";
import { listen } from "@/inngest/embedded/listen";
import { perform } from "@/inngest/embedded/perform";
import { claim, type Job, keepAlive } from "@/inngest/embedded/queue";
import { readRegistry } from "@/inngest/embedded/registry";
import { prune } from "@/inngest/embedded/upkeep";
import { log } from "@/lib/log";

const defaults = {
  /** Calls at once in this process. */
  workers: 8,
  /** How long a job stays with a process that gives no sign of life. */
  leaseMs: 15_000,
  /** How often the queue is looked into when nobody rings. */
  pollMs: 1000,
  upkeepMs: 3_600_000,
  backoff,
};

export type Options = Database & { caller: Caller } & Partial<typeof defaults>;

export type Executor = {
  /** Takes no further job and resolves when those at work have ended, at the latest after `ms`. */
  stop(ms?: number): Promise<void>;
};

/**
 * Runs the functions behind `caller`, with everything it must not forget in the database. Any number of executors may
 * share one. Throws if a function asks for something this engine does not support; after that it outlives lost
 * connections, and a job that it could not end is claimed again once its lease is over.
 */
export async function startExecutor(options: Options): Promise<Executor> {
  const { db, pool, caller, workers, leaseMs, pollMs, upkeepMs, backoff } = { ...defaults, ...options };
  const engine = { db, caller, backoff, registry: readRegistry(await caller.sync()) };
  const functionIds = [...engine.registry.keys()];
  const atWork = new Map<Job, Promise<void>>();
  const bell = createBell();
  let stopping = false;
  let upkeepAt = 0;

  function launch(job: Job) {
    const done = perform(engine, job)
      .catch((error) => log.warn({ error, job: job.id }, "a job could not be ended; it will be claimed again"))
      .finally(() => {
        atWork.delete(job);
        bell.ring();
      });
    atWork.set(job, done);
  }

  /** True while there may be more to do at once. */
  async function advance(): Promise<boolean> {
    if (Date.now() >= upkeepAt) {
      await scheduleCrons(db, engine.registry);
      await prune(db);
      upkeepAt = Date.now() + upkeepMs;
    }
    if (atWork.size >= workers) return false;
    const job = await claim(db, functionIds, leaseMs);
    if (job) launch(job);
    return job !== undefined;
  }

  async function work() {
    let failing = false;
    while (!stopping) {
      try {
        const more = await advance();
        failing = false;
        if (more) continue;
      } catch (error) {
        if (!failing) log.warn({ error }, "the engine cannot reach the console database; it keeps trying");
        failing = true;
      }
      if (!stopping) await bell.wait(pollMs);
    }
  }

  const endListening = listen(pool, bell.ring, pollMs);
  const heartbeat = setInterval(() => {
    if (atWork.size > 0)
      keepAlive(db, atWork.keys(), leaseMs).catch((error) => log.debug({ error }, "a heartbeat failed"));
  }, leaseMs / 3);
  const worked = work();

  return {
    async stop(ms = 20_000) {
      stopping = true;
      bell.ring();
      await worked;
      const limit = createBell();
      void Promise.all(atWork.values()).then(limit.ring);
      await limit.wait(ms);
      clearInterval(heartbeat);
      await endListening();
    },
  };
}
