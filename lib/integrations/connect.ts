import {
  findIntegrationOfProject,
  type Integration,
  insertIntegration,
  updateIntegration,
} from "@/db/queries/integrations";
import { startRun } from "@/db/queries/runs";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { connectionOf, type Project, requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { newWebhookSecret } from "@/lib/providers/signature";
import { credentialsOf, hintsAndSeal, sealWebhookSecret } from "@/lib/sync/credentials";
import { listen } from "@/lib/sync/listen";
import { withTarget } from "@/lib/target/connect";
import { createTable, releaseClaim } from "@/lib/target/schema";
import type { SchemaName } from "@/lib/target/types";
import { freeAbandonedClaim } from "./claim";
import { type Draft, deleteDraft, findDraft, requireDraft } from "./drafts";
import { wakeWalk } from "./wake";

type Input = { schema: SchemaName };

/**
 * The last step: table, then webhook and feed, then backfill, so that no change falls between. Every part can be repeated: a
 * Connect that was cut short or clicked twice ends in the same integration.
 */
export const connect = (
  actor: Actor,
  projectId: string,
  providerId: string,
  { schema }: Input,
): Promise<{ id: string }> =>
  audited(actor, { verb: "integration.connect", projectId, detail: { provider: providerId, schema } }, async () => {
    const project = await requireRole(actor, projectId, "admin");
    const draft = await findDraft(projectId, providerId);
    const existing = await findIntegrationOfProject(projectId);
    if (existing && existing.id !== draft?.integrationId) return alreadyConnected(existing, providerId);
    const integration =
      existing ?? (await create(project, await requireDraft(projectId, providerId), schema, actor.name));
    await listen(integration);
    await narrow(integration);
    await wakeWalk(await startRun(integration.id, "backfill", "connect"));
    await deleteDraft(projectId, providerId);
    return { id: integration.id };
  });

/** Without a draft, the same provider means that this Connect was clicked twice and its first click has finished. */
function alreadyConnected(existing: Integration, providerId: string): { id: string } {
  if (existing.providerId === providerId) return { id: existing.id };
  throw new AppError("conflict", "This project is connected to another provider already.", {
    meaning: "Nothing was changed.",
    remedy: "Disconnect it first.",
  });
}

async function create(project: Project, draft: Draft, schema: SchemaName, connectedBy: string): Promise<Integration> {
  const { providerProjectId } = draft;
  if (providerProjectId === null) {
    throw new AppError("conflict", "No provider project is selected yet.", { remedy: "Go back and select one." });
  }
  const { fitsNeonTable = false, webhook } = getProvider(draft.providerId);
  const table = { schema, integrationId: draft.integrationId };
  const { adopted } = await withTarget(connectionOf(project), async (target) => {
    await freeAbandonedClaim(target, schema);
    return createTable(target, { ...table, allowGenerated: fitsNeonTable });
  });
  const secret = webhook?.secretFrom === "rollcall" ? newWebhookSecret() : "";
  const made = await insertIntegration({
    id: draft.integrationId,
    projectId: draft.projectId,
    providerId: draft.providerId,
    providerProjectId,
    providerProjectName: draft.providerProjectName ?? providerProjectId,
    credentials: draft.credentials,
    hints: draft.hints,
    provisioned: draft.provisioned,
    schemaName: schema,
    adopted,
    webhookSecret: sealWebhookSecret(draft.integrationId, secret),
    connectedBy,
  });
  if (made.id === draft.integrationId) return made;
  await withTarget(connectionOf(project), (target) => releaseClaim(target, table));
  throw new AppError("conflict", "Somebody else connected this project a moment ago.", {
    meaning: "Theirs is in use.",
  });
}

/** What was broader than the sync needs is given up; a second time changes nothing. */
async function narrow(integration: Integration): Promise<void> {
  const provider = getProvider(integration.providerId);
  const credentials = await provider.narrow?.(credentialsOf(integration));
  if (credentials) await updateIntegration(integration.id, hintsAndSeal(integration, credentials));
}
