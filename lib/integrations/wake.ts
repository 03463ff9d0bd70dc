import { flipWake } from "@/db/queries/integrations";
import type { Run } from "@/db/queries/runs";
import { inngest } from "@/inngest/client";
import { changesReceived, walkRequested } from "@/inngest/events";
import { log } from "@/lib/log";

// A trigger that cannot be sent is no error: what it announces is committed, and the sweep finds it.
const sendOrLeaveToSweep = (sending: Promise<unknown>) =>
  sending.catch((error: unknown) => log.warn({ error }, "trigger not sent; the sweep will find the work"));

/** Wakes the drain of an integration's inbox, after the inbox rows are committed. Only whoever flips the flag sends. */
export async function wakeDrain(integrationId: string): Promise<void> {
  if (await flipWake(integrationId)) {
    await sendOrLeaveToSweep(inngest.send(changesReceived.create({ integrationId })));
  }
}

/** Starts or carries on a walk whose run is committed. */
export async function wakeWalk({ id, integrationId }: Run): Promise<void> {
  await sendOrLeaveToSweep(inngest.send(walkRequested.create({ runId: id, integrationId })));
}
