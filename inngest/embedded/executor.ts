import type { Database } from "@/db/client";
import { backoff } from "@/inngest/embedded/backoff";
import { createBell } from "@/inngest/embedded/bell";
import type { Caller } from "@/inngest/embedded/call";
import { createCrew } from "@/inngest/embedded/crew";
import { scheduleCrons } from "@/inngest/embedded/cron";
import { listen } from "@/inngest/embedded/listen";
import { claim } from "@/inngest/embedded/queue";
import type { Registry } from "@/inngest/embedded/registry";
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

export type Options = Database & { caller: Caller; registry: Registry } & Partial<typeof defaults>;

export type Executor = {
  /** Takes no further job and resolves when those at work have ended, at the latest after `ms`. */
  stop(ms?: number): Promise<void>;
};

/**
 * Runs the functions behind `caller`, with everything it must not forget in the database. Any number of executors may
 * share one. It outlives lost connections, and a job that it could not end is claimed again once its lease is over.
 */
export function startExecutor(options: Options): Executor {
  const { pool, workers, pollMs, ...engine } = { ...defaults, ...options };
  const { db, registry, leaseMs } = engine;
  const bell = createBell();
  const crew = createCrew(engine, workers, bell.ring);
  let upkeepAt = 0;

  /** One look into the queue. */
  async function advance(): Promise<void> {
    if (Date.now() >= upkeepAt) {
      await scheduleCrons(db, registry);
      await prune(db);
      upkeepAt = Date.now() + upkeepEveryMs;
    }
    if (crew.places() === 0) return;
    for (const claimed of await claim(db, [...registry.keys()], crew.places(), leaseMs)) crew.launch(claimed);
  }

  const endListening = listen(pool, bell.ring, pollMs);
  const endWork = keepDoing(advance, () => bell.wait(pollMs));
  return {
    async stop(ms = 20_000) {
      const worked = endWork();
      crew.wrapUp();
      bell.ring();
      await worked;
      await crew.drain(ms);
      await endListening();
    },
  };
}

/** Repeats `advance`, with a pause after each, whether or not it failed. Returns a function that ends it. */
function keepDoing(advance: () => Promise<void>, pause: () => Promise<void>): () => Promise<void> {
  let stopping = false;
  let failing = false;

  async function once() {
    try {
      await advance();
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ error }, "the engine cannot use the console database; it keeps trying");
      failing = true;
    }
  }

  async function work() {
    while (!stopping) {
      await once();
      if (!stopping) await pause();
    }
  }

  const worked = work();
  return () => {
    stopping = true;
    return worked;
  };
}
