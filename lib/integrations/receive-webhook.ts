import { receiveChanges } from "@/db/queries/changes";
import { findLiveIntegration, type Integration, updateIntegration } from "@/db/queries/integrations";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { noteDelivery } from "@/lib/observe/notes";
import { tracedDelivery } from "@/lib/observe/tracing";
import { getProvider } from "@/lib/providers";
import { reach } from "@/lib/sync/kill-points";
import { verifyDelivery } from "./verify-delivery";
import { wakeDrain } from "./wake";

/**
 * Takes one delivery: signature on the raw bytes, then the inbox rows are committed, and only then it returns. What it
 * returns is to be called once the delivery is acknowledged: it wakes the drain; were it lost, the sweep would.
 * A delivery that was taken before changes nothing. Throws AppError unauthorized (signature), not_found (no such integration).
 */
export async function receiveWebhook(
  integrationId: string,
  headers: Headers,
  rawBody: Uint8Array,
): Promise<() => Promise<void>> {
  const found = await findLiveIntegration(integrationId);
  if (!found) throw new AppError("not_found", "There is no such integration.");
  const { integration } = found;
  const { webhook } = getProvider(integration.providerId);
  const { eventId, body, retires } = verified(integration, () =>
    verifyDelivery(integration, webhook?.scheme, headers, rawBody),
  );
  const received = webhook?.parse(body, integration.providerProjectId) ?? [];
  const isNew = await tracedDelivery(integration, eventId, () => receiveChanges(integrationId, eventId, received));
  reach("webhook.committed");
  noteDelivery(integration, isNew > 0 || received.length === 0 ? "accepted" : "duplicate");
  log.debug({ integrationId, eventId, changes: received.length, isNew }, "webhook received");
  return () =>
    followUp(integration, isNew > 0, retires).catch((error: unknown) =>
      log.warn({ integrationId, error }, "drain not woken; the sweep will find the work"),
    );
}

/** The time of the last event is for people: one of a burst tells it. */
const burstMillis = 1000;

async function followUp({ id, lastEventAt }: Integration, isNew: boolean, retires: boolean): Promise<void> {
  if (isNew) await wakeDrain(id);
  if (retires) await updateIntegration(id, { webhookSecretBefore: null });
  if (!lastEventAt || Date.now() - lastEventAt.getTime() > burstMillis) {
    await updateIntegration(id, { lastEventAt: new Date() });
  }
}

function verified<T>(integration: Integration, verify: () => T): T {
  try {
    return verify();
  } catch (error) {
    noteDelivery(integration, "refused");
    throw error;
  }
}
