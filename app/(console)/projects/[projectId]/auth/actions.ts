"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Decision } from "@/components/integrations/open-changes-words";
import { formAction } from "@/lib/action";
import { AppError, type PublicError, toPublicError } from "@/lib/errors";
import { approveDeletions } from "@/lib/integrations/approve-deletions";
import { authenticate } from "@/lib/integrations/authenticate";
import { beginOAuth } from "@/lib/integrations/begin-oauth";
import { connect } from "@/lib/integrations/connect";
import { discardChanges } from "@/lib/integrations/discard-changes";
import { disconnect } from "@/lib/integrations/disconnect";
import { listProviders } from "@/lib/integrations/list-providers";
import { provision } from "@/lib/integrations/provision";
import { rejectDeletions } from "@/lib/integrations/reject-deletions";
import { repairDifferences } from "@/lib/integrations/repair-differences";
import { replaceCredentials } from "@/lib/integrations/replace-credentials";
import { resync } from "@/lib/integrations/resync";
import { retryChanges } from "@/lib/integrations/retry-changes";
import { selectProject } from "@/lib/integrations/select-project";
import { startTransfer } from "@/lib/integrations/transfer";
import { verify } from "@/lib/integrations/verify";
import type { OpenSelection } from "@/lib/integrations/views";
import { revealWebhookSecret, rotateWebhookSecret, saveWebhookSecret } from "@/lib/integrations/webhook-secret";
import { createUser, deleteUser } from "@/lib/integrations/write-user";
import { log } from "@/lib/log";
import { requireActor } from "@/lib/session";
import { schemaPresets } from "@/lib/target/types";

const id = z.string().min(1).max(100);
const step = z.object({ projectId: id, providerId: id });

/** A project's state shows in its navigation too. */
function toAuthTab(projectId: string): never {
  revalidatePath(`/projects/${projectId}`, "layout");
  redirect(`/projects/${projectId}/auth`);
}

const fieldPrefix = "credentials.";

/** Credentials come as `credentials.<field>`, so that no field of a provider can shadow ours. */
const withCredentials = step.catchall(z.string().max(10_000));

function typedOf(input: z.output<typeof withCredentials>): Record<string, string> {
  const fields = listProviders().find((provider) => provider.id === input.providerId)?.fields ?? [];
  const typed = fields.flatMap(({ name }) => {
    const value = input[fieldPrefix + name]?.trim();
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(typed);
}

/** Step 1. */
export const authenticateAction = formAction(withCredentials, async (actor, input) => {
  const { projectId, providerId } = input;
  await authenticate(actor, projectId, providerId, typedOf(input));
  redirect(`/projects/${projectId}/auth/connect/${providerId}/select`);
});

/** Step 1 without a key: leads to the provider, which leads back to /api/oauth/callback. */
export const beginOAuthAction = formAction(step, async (actor, { projectId, providerId }) => {
  // An address on another site: no route of ours.
  redirect((await beginOAuth(actor, projectId, providerId)) as Route);
});

/** Steps 1 and 2 in one: the new project is the selected one. */
export const provisionAction = formAction(
  step.extend({ name: z.string().trim().min(1, "Name the new project.").max(100) }),
  async (actor, { projectId, providerId, name }) => {
    await provision(actor, projectId, providerId, name);
    redirect(`/projects/${projectId}/auth/connect/${providerId}/review`);
  },
);

export const replaceCredentialsAction = formAction(withCredentials, async (actor, input) => {
  await replaceCredentials(actor, input.projectId, typedOf(input));
  toAuthTab(input.projectId);
});

export const selectProjectAction = formAction(
  step.extend({ providerProjectId: z.string("Choose the project to connect.").min(1).max(500) }),
  async (actor, { projectId, providerId, providerProjectId }) => {
    await selectProject(actor, projectId, providerId, providerProjectId);
    redirect(`/projects/${projectId}/auth/connect/${providerId}/review`);
  },
);

export const connectAction = formAction(
  step.extend({ schema: z.enum(schemaPresets, "Choose the schema to write to.") }),
  async (actor, { projectId, providerId, schema }) => {
    await connect(actor, projectId, providerId, { schema });
    toAuthTab(projectId);
  },
);

export const resyncAction = formAction(z.object({ projectId: id }), (actor, { projectId }) => resync(actor, projectId));

export const verifyAction = formAction(z.object({ projectId: id }), (actor, { projectId }) => verify(actor, projectId));

export const repairAction = formAction(z.object({ projectId: id, runId: id }), async (actor, { projectId, runId }) => {
  await repairDifferences(actor, projectId, runId);
});

const disconnecting = z.object({
  projectId: id,
  table: z.enum(["keep", "drop"], "Choose what happens to the table."),
  expected: z.string(),
  confirmation: z.string().optional(),
  foreignKeys: z.coerce.number().int().min(0).default(0),
});

export const disconnectAction = formAction(disconnecting, async (actor, input) => {
  const dropTable = input.table === "drop";
  if (dropTable && input.confirmation?.trim() !== input.expected) {
    throw new AppError("invalid_input", `Type ${input.expected} to drop the table.`, { field: "confirmation" });
  }
  await disconnect(actor, input.projectId, { dropTable, dropForeignKeys: dropTable && input.foreignKeys > 0 });
  toAuthTab(input.projectId);
});

export const saveWebhookSecretAction = formAction(
  z.object({ projectId: id, webhookSecret: z.string().trim().min(1, "Paste the signing secret.").max(1000) }),
  (actor, { projectId, webhookSecret }) => saveWebhookSecret(actor, projectId, webhookSecret),
);

export const rotateWebhookSecretAction = formAction(z.object({ projectId: id }), (actor, { projectId }) =>
  rotateWebhookSecret(actor, projectId),
);

const newUser = z.object({
  projectId: id,
  email: z.email("An e-mail address.").max(320),
  name: z.string().trim().max(500),
});

export const createUserAction = formAction(newUser, async (actor, { projectId, email, name }) => {
  await createUser(actor, projectId, { email, name: name || null });
});

export const deleteUserAction = formAction(
  z.object({ projectId: id, userId: z.string().min(1).max(2000) }),
  (actor, { projectId, userId }) => deleteUser(actor, projectId, userId),
);

type Failed = { error: PublicError };

/** The outcome of an action that is no form: what it found, or the public words of why it failed. */
async function outcome<T extends object>(work: () => Promise<T>): Promise<(T & { error?: undefined }) | Failed> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ error }, "an action failed");
    return { error: toPublicError(error) };
  }
}

/** The signing secret, for a person who sets up the webhook by hand. */
export async function revealWebhookSecretAction(projectId: string) {
  const actor = await requireActor();
  return outcome(async () => ({ secret: await revealWebhookSecret(actor, id.parse(projectId)) }));
}

/** The link on which a person takes over a provider project that Rollcall made. */
export async function startTransferAction(projectId: string) {
  const actor = await requireActor();
  return outcome(() => startTransfer(actor, id.parse(projectId)));
}

const decisions = {
  approve: approveDeletions,
  reject: rejectDeletions,
  retry: retryChanges,
  discard: discardChanges,
};

const natural = z.number().int().min(0);
const deciding = z.object({
  projectId: id,
  decision: z.enum(["approve", "reject", "retry", "discard"]),
  selection: z.union([
    z.strictObject({ ids: z.array(natural).min(1).max(1000) }),
    z.strictObject({ through: natural, count: natural }),
  ]),
});

/** What a person decides about held deletions and parked changes: about how many users it was. */
export async function decideAction(projectId: string, decision: Decision, selection: OpenSelection) {
  const actor = await requireActor();
  return outcome(async () => {
    const input = deciding.parse({ projectId, decision, selection });
    return { count: await decisions[input.decision](actor, input.projectId, input.selection) };
  });
}
