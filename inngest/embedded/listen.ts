import type { Pool } from "@/db/client";
import { createBell } from "@/inngest/embedded/bell";
import { channel } from "@/inngest/embedded/queue";
import { log } from "@/lib/log";

/**
 * Calls `onWake` whenever a job was enqueued. Holds one connection, and makes another every `retryMs` while there is none.
 * Nothing depends on it (a transaction pooler never notifies): the executor looks into the queue anyway.
 * Returns a function that ends it.
 */
export function listen(pool: Pool, onWake: () => void, retryMs: number): () => Promise<void> {
  let stopped = false;
  const bell = createBell();

  async function hold() {
    const connection = await pool.connect();
    try {
      connection.on("notification", onWake);
      connection.on("error", bell.ring);
      connection.on("end", bell.ring);
      await connection.query(`listen ${channel}`);
      onWake();
      await bell.wait();
    } finally {
      connection.release(true);
    }
  }

  async function keep() {
    while (!stopped) {
      await hold().catch((error) => log.debug({ error }, "the engine cannot listen for jobs"));
      if (!stopped) await bell.wait(retryMs);
    }
  }

  const kept = keep();
  return () => {
    stopped = true;
    bell.ring();
    return kept;
  };
}
