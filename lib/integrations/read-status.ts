import { type InboxSummary, summariseInbox } from "@/db/queries/changes";
import type { Integration } from "@/db/queries/integrations";
import { findLastRun, findRunningRun, type Run } from "@/db/queries/runs";
import { getProvider } from "@/lib/providers";
import { credentialsOf } from "@/lib/sync/credentials";
import { listeningView } from "./listening-view";
import { syncState } from "./sync-state";
import type { IntegrationStatus, RunView } from "./views";

const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

const toRunView = (run: Run): RunView => ({
  id: run.id,
  kind: run.kind,
  trigger: run.trigger,
  state: run.state,
  phase: run.phase,
  pages: run.pages,
  seen: run.seen,
  written: run.written,
  deleted: run.deleted,
  parked: run.parked,
  expected: run.expected,
  reason: run.reason,
  startedAt: run.startedAt.toISOString(),
  progressAt: run.progressAt.toISOString(),
  finishedAt: iso(run.finishedAt),
});

/** Everything the Auth tab says about an integration, from the console database alone. */
export async function readStatus(integration: Integration, database: string): Promise<IntegrationStatus> {
  const [inbox, run, lastRun] = await Promise.all([
    summariseInbox(integration.id),
    findRunningRun(integration.id),
    findLastRun(integration.id),
  ]);
  const provider = getProvider(integration.providerId);
  const providerProject = { id: integration.providerProjectId, name: integration.providerProjectName };
  return {
    id: integration.id,
    state: syncState(integration, inbox, run, lastRun),
    paused: integration.pausedAt && { at: integration.pausedAt.toISOString(), by: integration.pausedBy ?? "" },
    provider: { id: provider.id, name: provider.name },
    providerProject,
    links: provider.links(providerProject, credentialsOf(integration)),
    schema: integration.schemaName,
    database,
    run: run ? toRunView(run) : null,
    lastRun: lastRun ? toRunView(lastRun) : null,
    ...inboxView(inbox),
    ...times(integration),
    providerCount: integration.providerCount,
    revision: integration.revision,
    problem: integration.problem,
    listening: listeningView(integration, provider),
    can: { createUser: Boolean(provider.createUser), deleteUser: Boolean(provider.deleteUser) },
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
