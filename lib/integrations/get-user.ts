import { findRunningRun, type Run } from "@/db/queries/runs";
import { changesOfUser, findErasure, findPurge, findRemovingRun } from "@/db/queries/user-history";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { credentialsOf } from "@/lib/sync/credentials";
import { compareUser } from "./compare-user";
import { readUser } from "./read-user";
import { requireIntegration } from "./require-integration";
import { deletingChange, toUserChanges } from "./user-changes";
import { checkUserId } from "./user-id";
import type { UserChange, UserDeletion, UserView } from "./views";

/** As many changes as a person reads. */
const shown = 50;

/**
 * One user as the provider and the table have them right now, field by field, and what was decided about them and why.
 * An id that nobody knows is no error. AppError `not_found` for somebody else's project, `conflict` where it is not
 * connected, `invalid_input` for what can be nobody's id.
 */
export async function getUser(actor: Actor, projectId: string, userId: string): Promise<UserView> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  checkUserId(userId);
  // Before the two sides: a change that is applied meanwhile would else seem to be missing.
  const [inbox, run, erasure, purge] = await Promise.all([
    changesOfUser(integration.id, userId, shown),
    findRunningRun(integration.id),
    findErasure(integration.id, userId),
    findPurge(projectId, userId),
  ]);
  const { atProvider, inTable, volatile } = await readUser(project, integration, userId);
  const changes = toUserChanges(inbox, run);
  const provider = getProvider(integration.providerId);
  const place = { id: integration.providerProjectId, name: integration.providerProjectName };
  const { pausedAt, pausedBy, problem, nextCheckAt } = integration;
  return {
    userId,
    link: provider.userLink?.(place, credentialsOf(integration), userId) ?? null,
    provider: { id: provider.id, name: provider.name },
    schema: integration.schemaName,
    atProvider,
    inTable,
    fields: compareUser({ provider: atProvider.user, row: inTable.user }, volatile),
    changes,
    deletion: await whyDeleted(integration.id, inTable.user?.deletedAt ?? null, changes),
    erasure: erasure
      ? { state: erasure.state, at: (erasure.settledAt ?? erasure.dueAt).toISOString(), reason: erasure.reason }
      : null,
    purge: purge ? { at: purge.at.toISOString(), by: purge.actor } : null,
    sync: {
      paused: pausedAt && { at: pausedAt.toISOString(), by: pausedBy ?? "" },
      problem,
      run: run?.kind ?? null,
      nextCheckAt: nextCheckAt?.toISOString() ?? null,
    },
  };
}

async function whyDeleted(
  integrationId: string,
  at: string | null,
  changes: UserChange[],
): Promise<UserDeletion | null> {
  if (!at) return null;
  const change = deletingChange(changes, at);
  const run = change ? undefined : await findRemovingRun(integrationId, new Date(at));
  return { at, change, run: run ? runView(run) : null };
}

const runView = ({ kind, startedAt, deleted }: Run) => ({ kind, startedAt: startedAt.toISOString(), deleted });
