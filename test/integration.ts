import pg from "pg";
import { db } from "@/db/client";
import { findLiveIntegration, type Integration } from "@/db/queries/integrations";
import { findRunningRun } from "@/db/queries/runs";
import { accounts } from "@/db/schema";
import { authenticate } from "@/lib/integrations/authenticate";
import { connect } from "@/lib/integrations/connect";
import { listProviderProjects } from "@/lib/integrations/list-provider-projects";
import { selectProject } from "@/lib/integrations/select-project";
import { createProject } from "@/lib/projects/create-project";
import type { Actor } from "@/lib/projects/views";
import { finishWalk } from "@/lib/sync/finish-walk";
import { walkUsers } from "@/lib/sync/walk-users";
import { createDatabase } from "./database";

/** A new account, as a session would name it. */
export async function createActor(name = "Dana"): Promise<Actor> {
  const [account] = await db().insert(accounts).values({ name }).returning();
  if (!account) throw new Error("no account");
  return { accountId: account.id, name, sessionId: "test" };
}

export type Connected = { actor: Actor; projectId: string; id: string; target: pg.Pool; end(): Promise<void> };

/** The whole of Connect, by the verbs that the pages call, on a target database of its own. Nothing is walked yet. */
export async function connectProvider(providerId: string, credentials: Record<string, string>): Promise<Connected> {
  const actor = await createActor();
  const connectionString = await createDatabase();
  const { id: projectId } = await createProject(actor, { name: "Storefront", connectionString });
  await authenticate(actor, projectId, providerId, credentials);
  const [chosen] = await listProviderProjects(actor, projectId, providerId);
  await selectProject(actor, projectId, providerId, chosen?.id ?? "");
  const { id } = await connect(actor, projectId, providerId, { schema: "neon_auth" });
  const target = new pg.Pool({ connectionString, max: 3 });
  return { actor, projectId, id, target, end: () => target.end() };
}

/** An integration as it stands now. */
export async function integrationOf({ id }: Connected): Promise<Integration> {
  const found = await findLiveIntegration(id);
  if (!found) throw new Error("disconnected");
  return found.integration;
}

/** Walks what is running to its end, and the full compare that follows a backfill. */
export async function walkToTheEnd(integrationId: string): Promise<void> {
  for (let run = await findRunningRun(integrationId); run; run = await findRunningRun(integrationId)) {
    while (!(await walkUsers(run.id)));
    await finishWalk(run.id);
  }
}
