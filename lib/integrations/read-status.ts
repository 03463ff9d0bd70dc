import { type InboxSummary, summariseInbox } from "@/db/queries/changes";
import type { Integration } from "@/db/queries/integrations";
import { findLastRun, findRunningRun } from "@/db/queries/runs";
import { getProvider } from "@/lib/providers";
import { findSilence } from "@/lib/silence";
import { credentialsOf } from "@/lib/sync/credentials";
import { isOverdue, syncState } from "@/lib/sync-state";
import { listeningView } from "./listening-view";
import { openDifferences } from "./open-differences";
import { toRunView } from "./run-view";
import type { IntegrationStatus } from "./views";

const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

/** Everything the Auth tab says about an integration, from the console database alone. */
export async function readStatus(integration: Integration, database: string): Promise<IntegrationStatus> {
  const [inbox, run, lastRun, silence] = await Promise.all([
    summariseInbox(integration.id),
    findRunningRun(integration.id),
    findLastRun(integration.id),
    findSilence(integration),
  ]);
  const provider = getProvider(integration.providerId);
  const providerProject = { id: integration.providerProjectId, name: integration.providerProjectName };
  return {
    id: integration.id,
    state: syncState(integration, { ...inbox, silent: silence !== null }, run, lastRun),
    paused: integration.pausedAt && { at: integration.pausedAt.toISOString(), by: integration.pausedBy ?? "" },
    provider: { id: provider.id, name: provider.name },
    providerProject,
    links: provider.links(providerProject, credentialsOf(integration)),
    schema: integration.schemaName,
    database,
    run: run ? toRunView(run) : null,
    lastRun: lastRun ? toRunView(lastRun) : null,
    ...inboxView(inbox),
    differences: lastRun ? await openDifferences(lastRun) : null,
    // An engine that does not run explains more.
    silent: !run && isOverdue(integration.nextCheckAt) ? null : silence,
    ...times(integration),
    providerCount: integration.providerCount,
    revision: integration.revision,
    problem: integration.problem,
    listening: listeningView(integration, provider),
    can: { createUser: Boolean(provider.createUser), deleteUser: Boolean(provider.deleteUser) },
    knows: { verified: Boolean(provider.facts?.verified), banned: Boolean(provider.facts?.banned) },
    deletion: { policy: integration.deletionPolicy, holdBackHours: integration.holdBackHours },
    connectedBy: integration.connectedBy,
  };
}

const inboxView = ({ waiting, oldestWaitingAt, parked, held }: InboxSummary) => ({
  waiting,
  oldestWaitingAt: iso(oldestWaitingAt),
  parked,
  held,
});

const times = (integration: Integration) => ({
  providerCountedAt: iso(integration.providerCountedAt),
  lastWrittenAt: iso(integration.lastWrittenAt),
  lastCheckedAt: iso(integration.lastCheckedAt),
  nextCheckAt: iso(integration.nextCheckAt),
  connectedAt: integration.createdAt.toISOString(),
});
