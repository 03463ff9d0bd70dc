import type { Database } from "@/db/client";
import { backoff } from "@/inngest/embedded/backoff";
import { createBell } from "@/inngest/embedded/bell";
import type { Caller } from "@/inngest/embedded/call";
import { createCrew } from "@/inngest/embedded/crew";
import { scheduleCrons } from "@/inngest/embedded/cron";
import { listen } from "@/inngest/embedded/listen";
import { claim } from "@/inngest/embedded/queue";
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
  backoff,
};

const upkeepEveryMs = 3_600_000;

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
  const { db, pool, caller, workers, leaseMs, pollMs, backoff } = { ...defaults, ...options };
  const registry = readRegistry(await caller.sync());
  const bell = createBell();
  const crew = createCrew({ db, caller, registry, backoff }, leaseMs, bell.ring);
  let upkeepAt = 0;

  /** One look into the queue; true if there may be more to do at once. */
  async function advance(): Promise<boolean> {
    if (Date.now() >= upkeepAt) {
      await scheduleCrons(db, registry);
      await prune(db);
      upkeepAt = Date.now() + upkeepEveryMs;
    }
    if (crew.size() >= workers) return false;
    const job = await claim(db, [...registry.keys()], leaseMs);
    if (job) crew.launch(job);
    return job !== undefined;
  }

  const endListening = listen(pool, bell.ring, pollMs);
  const endWork = keepDoing(advance, () => bell.wait(pollMs));
  return {
    async stop(ms = 20_000) {
      const worked = endWork();
      bell.ring();
      await worked;
      await crew.drain(ms);
      await endListening();
    },
  };
}

/** Repeats `advance`, with a pause when there was nothing to do or it failed. Returns a function that ends it. */
function keepDoing(advance: () => Promise<boolean>, pause: () => Promise<void>): () => Promise<void> {
  let stopping = false;
  let failing = false;

  async function once(): Promise<boolean> {
    try {
      const more = await advance();
      failing = false;
      return more;
    } catch (error) {
      if (!failing) log.warn({ error }, "the engine cannot use the console database; it keeps trying");
      failing = true;
      return false;
    }
  }

  async function work() {
    while (!stopping) if (!(await once()) && !stopping) await pause();
  }

  const worked = work();
  return () => {
    stopping = true;
    return worked;
  };
}
