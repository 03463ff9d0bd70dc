import {
  findLiveIntegration,
  type Integration,
  noteClock,
  noteWritten,
  updateIntegration,
} from "@/db/queries/integrations";
import { getProvider } from "@/lib/providers";
import type { Provider, ProviderUser } from "@/lib/providers/types";
import { connectionVault, credentialsVault } from "@/lib/sealed";
import { takeFloor } from "@/lib/target/clock";
import { withTarget } from "@/lib/target/connect";
import { parseConnectionString } from "@/lib/target/connection";
import type { Floor, Table, Target, WriteOutcome } from "@/lib/target/types";
import { writeUsers } from "@/lib/target/write";

/** One integration, opened: its provider with credentials, its table with a connection. */
export type Sync = {
  integration: Integration;
  provider: Provider;
  credentials: unknown;
  target: Target;
  table: Table;
};

/** Opens the integration for `work`, closes it again. Null where it was disconnected meanwhile. Errors are AppErrors. */
export async function withSync<T>(integrationId: string, work: (sync: Sync) => Promise<T>): Promise<T | null> {
  const found = await findLiveIntegration(integrationId);
  if (!found) return null;
  const { integration } = found;
  const provider = getProvider(integration.providerId);
  const { projectId, providerId } = integration;
  const typed = JSON.parse(credentialsVault.open(integration.credentials, projectId, providerId));
  const credentials = provider.credentials.parse(typed);
  const connection = parseConnectionString(connectionVault.open(found.connection, projectId));
  const table = { schema: integration.schemaName, integrationId, adopted: integration.adopted };
  return withTarget(connection, (target) => work({ integration, provider, credentials, target, table }));
}

/** The clock, before the provider is asked. A target that was restored is remembered as needing a full compare. */
export async function floorOf({ integration, target }: Sync): Promise<Floor> {
  const { restored, ...floor } = await takeFloor(target, integration.clockSeen);
  integration.clockSeen = floor.floor;
  await noteClock(integration.id, floor.floor);
  if (restored) await updateIntegration(integration.id, { nextCheckAt: new Date() });
  return floor;
}

/** The one way of a read into the table. `repair` also mends rows that somebody else edited. */
export async function store(
  { integration, provider, target, table }: Sync,
  users: ProviderUser[],
  floor: Floor,
  repair: boolean,
): Promise<WriteOutcome> {
  const outcome = await writeUsers(target, table, users, floor, { repair, volatile: provider.volatile });
  if (outcome.written > 0) await noteWritten(integration.id);
  return outcome;
}
