"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Decision } from "@/components/integrations/open-changes-words";
import { formAction } from "@/lib/action";
import { AppError, type PublicError, toPublicError } from "@/lib/errors";
import { approveDeletions } from "@/lib/integrations/approve-deletions";
import { authenticate } from "@/lib/integrations/authenticate";
import { connect } from "@/lib/integrations/connect";
import { discardChanges } from "@/lib/integrations/discard-changes";
import { disconnect } from "@/lib/integrations/disconnect";
import { listProviders } from "@/lib/integrations/list-providers";
import { rejectDeletions } from "@/lib/integrations/reject-deletions";
import { resync } from "@/lib/integrations/resync";
import { retryChanges } from "@/lib/integrations/retry-changes";
import { selectProject } from "@/lib/integrations/select-project";
import type { OpenSelection } from "@/lib/integrations/views";
import { revealWebhookSecret, saveWebhookSecret } from "@/lib/integrations/webhook-secret";
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

/** Step 1. Credentials come as `credentials.<field>`, so that no field of a provider can shadow ours. */
export const authenticateAction = formAction(step.catchall(z.string().max(10_000)), async (actor, input) => {
  const { projectId, providerId } = input;
  const fields = listProviders().find((provider) => provider.id === providerId)?.fields ?? [];
  const typed = fields.flatMap(({ name }) => {
    const value = input[fieldPrefix + name]?.trim();
    return value ? [[name, value]] : [];
  });
  await authenticate(actor, projectId, providerId, Object.fromEntries(typed));
  redirect(`/projects/${projectId}/auth/connect/${providerId}/select`);
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
