import { updateIntegration } from "@/db/queries/integrations";
import type { Sync } from "./context";

/** A busy inbox asks for the count no more often than this; the sweep asks for the last one. */
const freshForMillis = 2000;

/** Asks the provider how many users it has and keeps the answer with its time; null where it gives no such number. */
export async function countAtProvider({ provider, credentials, integration }: Sync): Promise<number | null> {
  if (!provider.countUsers) return null;
  const providerCountedAt = new Date();
  const providerCount = await provider.countUsers(credentials);
  integration.providerCountedAt = providerCountedAt;
  await updateIntegration(integration.id, { providerCount, providerCountedAt });
  return providerCount;
}

/** The same, unless it was asked a moment ago. */
export async function countAgain(sync: Sync): Promise<void> {
  const { providerCountedAt } = sync.integration;
  if (!providerCountedAt || Date.now() - providerCountedAt.getTime() >= freshForMillis) await countAtProvider(sync);
}
