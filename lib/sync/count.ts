import { updateIntegration } from "@/db/queries/integrations";
import type { Sync } from "./context";

/** Asks the provider how many users it has and keeps the answer with its time; null where it gives no such number. */
export async function countAtProvider({ provider, credentials, integration }: Sync): Promise<number | null> {
  if (!provider.countUsers) return null;
  const providerCountedAt = new Date();
  const providerCount = await provider.countUsers(credentials);
  await updateIntegration(integration.id, { providerCount, providerCountedAt });
  return providerCount;
}
