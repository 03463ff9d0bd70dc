import type { Pool } from "@/db/client";
import { type Bell, createBell } from "@/inngest/embedded/bell";
import { channel } from "@/inngest/embedded/queue";
import { log } from "@/lib/log";

/**
 * Calls `onWake` whenever a job was enqueued. Holds one connection, and makes another every `retryMs` while there is none.
 * Nothing depends on it (a transaction pooler never notifies): the executor looks into the queue anyway.
 * Returns a function that ends it.
 */
export function listen(pool: Pool, onWake: () => void, retryMs: number): () => Promise<void> {
  let stopped = false;
  let lost = createBell();

  async function hold({ ring, wait }: Bell) {
    const connection = await pool.connect();
    try {
      connection.on("notification", onWake);
      connection.on("error", ring);
      connection.on("end", ring);
      await connection.query(`listen ${channel}`);
      onWake();
      await wait();
    } finally {
      connection.release(true);
    }
  }

  async function keep() {
    while (!stopped) {
      // One bell per connection: the late end of the last one must not end this one.
      lost = createBell();
      await hold(lost).catch((error) => log.debug({ error }, "the engine cannot listen for jobs"));
      if (!stopped) await lost.wait(retryMs);
    }
  }

  const kept = keep();
  return () => {
    stopped = true;
    lost.ring();
    return kept;
  };
}
