import { AppError } from "@/lib/errors";
import { connectionOf, requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { credentialsOf } from "@/lib/sync/credentials";
import { withTarget } from "@/lib/target/connect";
import { probeTarget } from "@/lib/target/probe";
import { ddl } from "@/lib/target/schema";
import { type SchemaName, schemaPresets, type Target } from "@/lib/target/types";
import { inspectClaimable } from "./claim";
import { requireDraft } from "./drafts";
import { toDraftView } from "./get-draft";
import type { ReviewView } from "./views";

const hints: Record<SchemaName, string> = {
  neon_auth: "Default. Works with usersSync from drizzle-orm/neon as it is.",
  seren_auth: "For code written for SerenDB Auth.",
  neon_identity: "For code written for the first Neon Identity.",
};

/** Step 3 of Connect: what will happen, and which schemas cannot be chosen and why. Changes nothing. */
export async function review(actor: Actor, projectId: string, providerId: string): Promise<ReviewView> {
  const project = await requireRole(actor, projectId, "admin");
  const draft = await requireDraft(projectId, providerId);
  const view = toDraftView(draft);
  if (!view.providerProject) {
    throw new AppError("conflict", "No provider project is selected yet.", { remedy: "Go back and select one." });
  }
  const provider = getProvider(providerId);
  const connection = connectionOf(project);
  const [users, found] = await Promise.all([
    provider.countUsers?.(credentialsOf(draft)) ?? null,
    withTarget(connection, async (target) => ({
      probe: await probeTarget(target, connection),
      presets: await Promise.all(schemaPresets.map((schema) => preset(target, schema, draft.integrationId, provider))),
    })),
  ]);
  return {
    draft: { ...view, providerProject: view.providerProject },
    database: found.probe.database,
    role: found.probe.role,
    server: `PostgreSQL ${found.probe.serverVersion}${found.probe.tls ? ", TLS" : ""}`,
    users,
    presets: found.presets,
  };
}

async function preset(target: Target, schema: SchemaName, integrationId: string, provider: Provider) {
  const { state, problem } = await inspectClaimable(target, schema, integrationId);
  const generated = state === "generated";
  const unfit = generated && !provider.fitsNeonTable;
  const blocked = unfit
    ? `${schema}.users_sync has Neon's generated columns, which read another provider's field names than those of ${provider.name}.`
    : problem;
  return { schema, hint: hints[schema], blocked, adopts: state !== "absent", sql: ddl(schema) };
}
