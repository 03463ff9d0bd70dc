import type { Integration } from "@/db/queries/integrations";
import { type PublicError, toPublicError } from "@/lib/errors";
import { withBudget } from "@/lib/http-budget";
import { watchProvider } from "@/lib/observe/provider";
import { connectionOf, type Project } from "@/lib/projects/access";
import { getProvider } from "@/lib/providers";
import type { ProviderProject } from "@/lib/providers/types";
import { budgetOf } from "@/lib/sync/budget";
import { credentialsOf } from "@/lib/sync/credentials";
import { withTarget } from "@/lib/target/connect";
import { examine, type Finding } from "@/lib/target/inspect";
import { probeTarget } from "@/lib/target/probe";
import { readStanding } from "@/lib/target/rights";
import type { Connection, Target, UserCounts } from "@/lib/target/types";
import { countUsers } from "@/lib/target/users-list";

type Failed = { error: PublicError };

/** The database answered: how fast, what Rollcall may not do there, and how its table stands. */
export type Reached = {
  error?: undefined;
  millis: number;
  tls: boolean;
  role: string;
  /** Why Rollcall could not work on this server at all. */
  refusal: PublicError | null;
  /** The statements that would give the role what it lacks. */
  grants: string[];
  table: Finding;
  /** Null where the rows cannot be read. */
  counts: UserCounts | null;
};

/** What the provider and the customer's database said at one moment. */
export type Probe = {
  at: string;
  provider: (ProviderProject & { error?: undefined }) | Failed;
  target: Reached | Failed;
};

const keptMillis = 30_000;

/** The last one of each integration, as long as its secrets are the same and what is wrong with it. */
const last = new Map<string, { at: number; of: string; probe: Promise<Probe> }>();

/**
 * Asks the provider for whom the credentials speak, and the database how Rollcall's table stands; writes nothing. Whoever asks
 * within 30 s gets the same answer. Null while the integration is paused: then nobody is asked.
 */
export async function probe(integration: Integration, project: Project, now = Date.now()): Promise<Probe | null> {
  if (integration.pausedAt) return null;
  const of = integration.credentials + project.connection + (integration.problem?.since ?? "");
  const known = last.get(integration.id);
  if (known?.of === of && now - known.at < keptMillis) return known.probe;
  const asked = ask(integration, connectionOf(project));
  last.set(integration.id, { at: now, of, probe: asked });
  return asked;
}

async function ask(integration: Integration, connection: Connection): Promise<Probe> {
  const at = new Date().toISOString();
  const failed = (error: unknown): Failed => ({ error: toPublicError(error) });
  const [provider, target] = await Promise.all([
    identify(integration).catch(failed),
    withTarget(connection, (open) => look(open, connection, integration)).catch(failed),
  ]);
  return { at, provider, target };
}

async function identify(integration: Integration): Promise<ProviderProject> {
  const provider = watchProvider(getProvider(integration.providerId), integration);
  const budget = budgetOf(integration.id, provider.limit, integration.budgetShare);
  return withBudget(budget, () => provider.identify(credentialsOf(integration)));
}

async function look(target: Target, connection: Connection, { id, schemaName: schema }: Integration): Promise<Reached> {
  // The first question pays for the connection.
  const { role } = (await target.query<{ role: string }>("select current_user as role")).rows[0] ?? { role: "" };
  const began = performance.now();
  await target.query("select 1");
  const millis = performance.now() - began;
  const refusal = await probeTarget(target, connection).then(() => null, toPublicError);
  const { grants } = await readStanding(target, schema);
  const table = await examine(target, schema, id);
  const readable = table.shape !== "absent" && grants.length === 0;
  const counts = readable ? await countUsers(target, { schema }) : null;
  return { millis, tls: connection.tls !== "disable", role, refusal, grants, table, counts };
}
