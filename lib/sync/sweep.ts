import { lastWalkedFrom, startDelta, startRun } from "@/db/queries/runs";
import {
  claimDuePolls,
  integrationsCountedBeforeWrites,
  integrationsDueForCheck,
  integrationsDueForDelta,
  integrationsWithDueChanges,
  stalledRuns,
} from "@/db/queries/sweep";
import { env } from "@/lib/env";
import { getProvider, providerIds } from "@/lib/providers";
import { withSync } from "./context";
import { countAtProvider } from "./count";
import { noticeStates } from "./state";

const withDelta = providerIds.filter((id) => getProvider(id).listUpdated);
const withCount = providerIds.filter((id) => getProvider(id).countUsers);

/** How far a delta reaches back behind the last walk: the provider's clock is not ours, and its lists may lag. */
const overlapMillis = 5 * 60_000;

type Walk = { runId: string; integrationId: string };
type Work = { drains: string[]; polls: string[]; walks: Walk[]; counts: string[] };

/** What has to be done now, from the console database alone; walks that are due are started. */
export async function findWork(): Promise<Work> {
  const [drains, polls, stalled, checks, deltas, counts] = await Promise.all([
    integrationsWithDueChanges(),
    claimDuePolls(env.POLL_EVERY_SECONDS),
    stalledRuns(),
    integrationsDueForCheck(),
    integrationsDueForDelta(withDelta),
    integrationsCountedBeforeWrites(withCount),
    noticeStates(),
  ]);
  const started = await Promise.all(checks.map(({ id }) => startRun(id, "reconcile", "schedule")));
  const changed = await Promise.all(deltas.map(({ id }) => startDeltaOf(id)));
  return {
    drains: drains.map(({ id }) => id),
    polls: polls.map(({ id }) => id),
    walks: [...stalled, ...[...started, ...changed].map(({ id, integrationId }) => ({ runId: id, integrationId }))],
    counts: counts.map(({ id }) => id),
  };
}

async function startDeltaOf(integrationId: string) {
  const from = (await lastWalkedFrom(integrationId)) ?? new Date();
  return startDelta(integrationId, new Date(from.getTime() - overlapMillis));
}

/** The provider's own number once more, after rows were written: it stands beside them on the page. */
export async function countAfterWrites(integrationId: string): Promise<void> {
  await withSync(integrationId, countAtProvider);
}
