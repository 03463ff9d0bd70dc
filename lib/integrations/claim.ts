import { wasDisconnected } from "@/db/queries/integrations";
import { inspectTable, releaseClaim } from "@/lib/target/schema";
import type { SchemaName, Target } from "@/lib/target/types";

/** A claim of ours whose integration was disconnected while the target could not be reached; null for any other. */
async function abandonedClaim(target: Target, schema: SchemaName): Promise<string | null> {
  const { claimedBy } = await inspectTable(target, schema);
  return claimedBy && (await wasDisconnected(claimedBy)) ? claimedBy : null;
}

/** What Connect will find, with an abandoned claim already out of the way. */
export const inspectClaimable = async (target: Target, schema: SchemaName, integrationId: string) =>
  inspectTable(target, schema, (await abandonedClaim(target, schema)) ?? integrationId);

export async function freeAbandonedClaim(target: Target, schema: SchemaName): Promise<void> {
  const integrationId = await abandonedClaim(target, schema);
  if (integrationId) await releaseClaim(target, { schema, integrationId });
}
