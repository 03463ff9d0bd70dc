import { createBell } from "@/inngest/embedded/bell";
import { type Engine, perform } from "@/inngest/embedded/perform";
import { type Job, keepAlive } from "@/inngest/embedded/queue";
import { log } from "@/lib/log";

/** The jobs at work in this process. Keeps their leases alive; calls `onFree` whenever one has ended. */
export function createCrew(engine: Engine, leaseMs: number, onFree: () => void) {
  const atWork = new Map<Job, Promise<void>>();

  const heartbeat = setInterval(() => {
    if (atWork.size === 0) return;
    keepAlive(engine.db, atWork.keys(), leaseMs).catch((error) => log.debug({ error }, "a heartbeat failed"));
  }, leaseMs / 3);

  return {
    size: () => atWork.size,

    launch(job: Job) {
      const done = perform(engine, job)
        .catch((error) => log.warn({ error, job: job.id }, "a job could not be ended; it will be claimed again"))
        .finally(() => {
          atWork.delete(job);
          onFree();
        });
      atWork.set(job, done);
    },

    /** Resolves when all have ended, at the latest after `ms`; no lease is kept alive from then on. */
    async drain(ms: number) {
      const drained = createBell();
      void Promise.all(atWork.values()).then(drained.ring);
      await drained.wait(ms);
      clearInterval(heartbeat);
    },
  };
}
