import { DrizzleQueryError } from "drizzle-orm";
import {
  findLiveIntegration,
  type Integration,
  noteClock,
  noteWritten,
  updateIntegration,
} from "@/db/queries/integrations";
import { restartRunningRun } from "@/db/queries/runs";
import { AppError } from "@/lib/errors";
import { withBudget } from "@/lib/http-budget";
import { noteRows } from "@/lib/observe/notes";
import { watchProvider } from "@/lib/observe/provider";
import { traced } from "@/lib/observe/tracing";
import { getProvider } from "@/lib/providers";
import type { Provider, ProviderUser } from "@/lib/providers/types";
import { connectionVault } from "@/lib/sealed";
import { takeFloor } from "@/lib/target/clock";
import { parseConnectionString } from "@/lib/target/connection";
import { isMissing } from "@/lib/target/errors";
import { lendTarget } from "@/lib/target/lend";
import { createTable } from "@/lib/target/schema";
import type { Floor, Table, Target, WriteOutcome } from "@/lib/target/types";
import { writeUsers } from "@/lib/target/write";
import { budgetOf } from "./budget";
import { credentialsOf } from "./credentials";
import { Paused } from "./paused";
import { asConfigured } from "./private-metadata";

/** One integration, opened: its provider with credentials, its table with a connection. */
export type Sync = {
  integration: Integration;
  provider: Provider;
  credentials: unknown;
  target: Target;
  table: Table;
};

/**
 * Opens the integration for `work`, closes it again. Null where it was disconnected meanwhile. Errors are AppErrors;
 * `Paused` before anything is asked of the provider or the target, where a person has paused it.
 */
export async function withSync<T>(integrationId: string, work: (sync: Sync) => Promise<T>): Promise<T | null> {
  const found = await findLiveIntegration(integrationId);
  if (!found) return null;
  const { integration } = found;
  if (integration.pausedAt) throw new Paused();
  const provider = watchProvider(asConfigured(getProvider(integration.providerId), integration), integration);
  const credentials = credentialsOf(integration);
  const connection = parseConnectionString(connectionVault.open(found.connection, integration.projectId));
  const table = { schema: integration.schemaName, integrationId, adopted: integration.adopted };
  return lendTarget(connection, (target) => {
    const sync = { integration, provider, credentials, target, table };
    const budget = budgetOf(integrationId, provider.limit, integration.budgetShare);
    return withBudget(budget, () => work(sync)).catch((error: unknown) => mend(sync, error));
  });
}

/** Passes an error on, after what can be mended of it was. */
async function mend({ integration, provider, target, table }: Sync, error: unknown): Promise<never> {
  // Our own database's failures are not the target's: the engine tries again.
  if (error instanceof DrizzleQueryError)
    throw new AppError("internal", "The console database failed.", { cause: error });
  if (!isMissing(error)) throw error;
  await createTable(target, { ...table, allowGenerated: provider.fitsNeonTable ?? false });
  throw await startOver(integration, "The table or its bookkeeping was gone; both were made again.");
}

/** What was written may be lost, so a walk under way begins again, and a full compare is due at once. */
async function startOver({ id }: Integration, message: string): Promise<AppError> {
  await restartRunningRun(id);
  await updateIntegration(id, { nextCheckAt: new Date() });
  return new AppError("target_unavailable", message, { remedy: "Every user is compared again now." });
}

/** The clock, before the provider is asked. A clock behind what was seen means that the target was restored. */
export async function floorOf({ integration, target }: Sync): Promise<Floor> {
  const { restored, ...floor } = await takeFloor(target, integration.clockSeen);
  integration.clockSeen = floor.floor;
  await noteClock(integration.id, floor.floor);
  if (restored) throw await startOver(integration, "The database was restored to an earlier state.");
  return floor;
}

/** The one way of a read into the table. `repair` also mends rows that somebody else edited. */
export async function store(
  { integration, provider, target, table }: Sync,
  users: ProviderUser[],
  floor: Floor,
  repair: boolean,
): Promise<WriteOutcome> {
  const write = () => writeUsers(target, table, users, floor, { repair, volatile: provider.volatile });
  const ids = users.map(({ id }) => id);
  const outcome = await traced("target.write", { "rollcall.users": users.length }, write, ids);
  noteRows(integration, "stored", outcome.written);
  if (outcome.written > 0) await noteWritten(integration.id);
  return outcome;
}
