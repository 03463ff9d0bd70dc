import { overviewOf } from "@/db/queries/overview";
import { getProvider } from "@/lib/providers";
import { findSilence } from "@/lib/silence";
import { type SyncState, syncState, syncStates } from "@/lib/sync-state";
import { toProjectView } from "./access";
import type { Actor, ProjectListItem } from "./views";

type Seen = Awaited<ReturnType<typeof overviewOf>>[number];

/**
 * The actor's projects, worst first and inside a state the longest first, each with the state of its integration. Costs one
 * statement, and never touches a target.
 */
export async function listProjects(actor: Actor): Promise<ProjectListItem[]> {
  const seen = await overviewOf(actor.accountId);
  return (await Promise.all(seen.map(toItem))).sort(worstFirst);
}

async function toItem(seen: Seen): Promise<ProjectListItem> {
  const { project, role, integration, inbox } = seen;
  const view = toProjectView({ ...project, memberRole: role });
  if (!integration)
    return { ...view, providerName: null, state: null, since: view.createdAt, waiting: 0, provedAt: null };
  const state = await stateOf(seen, integration);
  return {
    ...view,
    providerName: getProvider(integration.providerId).name,
    state,
    since: integration.state === state ? (integration.stateSince?.toISOString() ?? null) : null,
    waiting: inbox.waiting,
    provedAt: integration.lastCheckedAt?.toISOString() ?? null,
  };
}

/** A silence costs more to judge: the sweep does it, and only where it has found something the silence is looked at again. */
async function stateOf(
  { inbox, run, lastRun }: Seen,
  integration: NonNullable<Seen["integration"]>,
): Promise<SyncState> {
  const told = (silent: boolean) =>
    syncState(integration, { ...inbox, silent }, run ?? undefined, lastRun ?? undefined);
  const state = told(false);
  const mayBeSilent = integration.state === "degraded" && (state === "in-parity" || state === "catching-up");
  return mayBeSilent && (await findSilence(integration)) ? told(true) : state;
}

const badness = ({ state }: ProjectListItem): number => (state ? syncStates.indexOf(state) : syncStates.length);
/** A state that nobody has noticed yet is younger than any other. */
const age = ({ since }: ProjectListItem): string => since ?? "9999";

const worstFirst = (a: ProjectListItem, b: ProjectListItem): number =>
  badness(a) - badness(b) || age(a).localeCompare(age(b), "en") || a.name.localeCompare(b.name, "en");
