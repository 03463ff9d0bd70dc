import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { enqueue, type Job, settle } from "@/inngest/embedded/queue";
import type { Registry } from "@/inngest/embedded/registry";
import { startRun } from "@/inngest/embedded/runs";
import { engineEvents } from "@/inngest/embedded/schema";

export type SentEvent = { id: string; name: string; data?: Record<string, unknown> | null; ts?: number };

const prefix = "event:";

/**
 * Keeps events and enqueues their routing, in one transaction; returns their ids. An id seen before does nothing.
 * The sender needs to know no functions: any executor on the database routes.
 */
export function storeEvents(db: Db, sent: SentEvent[]): Promise<string[]> {
  const rows = sent.map(({ id, name, data, ts }) => ({
    id,
    name,
    data: data ?? {},
    ts: ts ?? Date.now(),
  }));
  return db.transaction(async (tx) => {
    const fresh =
      rows.length > 0
        ? await tx.insert(engineEvents).values(rows).onConflictDoNothing().returning({ id: engineEvents.id })
        : [];
    await enqueue(
      tx,
      fresh.map(({ id }) => ({ kind: "event", key: prefix + id })),
    );
    return rows.map(({ id }) => id);
  });
}

/** Starts a run of every function that the event triggers and ends the routing, in one transaction. */
export async function routeEvent(db: Db, registry: Registry, job: Job): Promise<void> {
  const id = job.key?.slice(prefix.length) ?? "";
  await settle(db, job, async (tx) => {
    const [event] = await tx.select().from(engineEvents).where(eq(engineEvents.id, id));
    if (!event) return;
    for (const fn of registry.values()) {
      if (fn.events.includes(event.name))
        await startRun(tx, fn, { id, name: event.name, data: event.data, ts: event.ts });
    }
  });
}
