import { createBell } from "@/inngest/embedded/bell";
import { type Engine, perform } from "@/inngest/embedded/perform";
import { type Claimed, type Job, keepAlive } from "@/inngest/embedded/queue";
import { log } from "@/lib/log";

/**
 * The jobs at work in this process, up to `workers` of them. Keeps their leases alive; calls `onFree` whenever one has
 * ended. A run keeps its place from step to step only while another one is free, so that no other function waits for it.
 */
export function createCrew(engine: Engine, workers: number, onFree: () => void) {
  const atWork = new Map<Job, Promise<void>>();
  let wrappingUp = false;
  const mayStay = () => !wrappingUp && atWork.size < workers;

  const heartbeat = setInterval(() => {
    if (atWork.size === 0) return;
    keepAlive(engine.db, atWork.keys(), engine.leaseMs).catch((error) => log.debug({ error }, "a heartbeat failed"));
  }, engine.leaseMs / 3);

  return {
    places: () => workers - atWork.size,

    launch(claimed: Claimed) {
      const { job } = claimed;
      const done = perform(engine, claimed, mayStay)
        .catch((error) => log.warn({ error, job: job.id }, "a job could not be ended; it will be claimed again"))
        .finally(() => {
          atWork.delete(job);
          onFree();
        });
      atWork.set(job, done);
    },

    /** From now on a run gives its place up after the step at work. */
    wrapUp() {
      wrappingUp = true;
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
