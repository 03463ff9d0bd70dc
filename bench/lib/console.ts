import path from "node:path";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { db, openDatabase, pool, setDatabase } from "@/db/client";
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
import type { Server } from "./postgres";

const providerId = "stack-auth";

export type Connected = {
  actor: Actor;
  projectId: string;
  integrationId: string;
  /** Addresses of the two databases. */
  consoleUrl: string;
  targetUrl: string;
  /** The target, seen by somebody else than Rollcall. */
  target: pg.Pool;
  /** Drops both databases. */
  end(): Promise<void>;
};

async function createConsole(server: Server): Promise<string> {
  const url = await server.createDatabase();
  const database = openDatabase(url);
  await migrate(database.db, { migrationsFolder: path.resolve(import.meta.dirname, "../../db/migrations") });
  setDatabase(database);
  return url;
}

async function createActor(): Promise<Actor> {
  const [account] = await db().insert(accounts).values({ name: "Bench" }).returning();
  if (!account) throw new Error("no account");
  return { accountId: account.id, name: account.name, sessionId: "bench" };
}

/** A console and a target of their own, and the whole of Connect by the verbs that the pages call. Nothing is walked yet. */
export async function connectProvider(server: Server, origin: string): Promise<Connected> {
  const consoleUrl = await createConsole(server);
  const targetUrl = await server.createDatabase();
  const actor = await createActor();
  const { id: projectId } = await createProject(actor, { name: "Bench", connectionString: targetUrl });
  await authenticate(actor, projectId, providerId, { projectId: "bench", secretServerKey: "bench", baseUrl: origin });
  const [chosen] = await listProviderProjects(actor, projectId, providerId);
  await selectProject(actor, projectId, providerId, chosen?.id ?? "");
  const { id: integrationId } = await connect(actor, projectId, providerId, { schema: "neon_auth" });
  const target = new pg.Pool({ connectionString: targetUrl, max: 2 });
  // Dropping a database cuts off connections that are on their way out.
  target.on("error", () => {});
  const end = async () => {
    await Promise.all([target.end(), pool().end()]);
    await server.dropDatabase(targetUrl);
    await server.dropDatabase(consoleUrl);
  };
  return { actor, projectId, integrationId, consoleUrl, targetUrl, target, end };
}

/** Walks the running run, and the ones that follow it, to their end. */
export async function walkToTheEnd(integrationId: string): Promise<void> {
  for (let run = await findRunningRun(integrationId); run; run = await findRunningRun(integrationId)) {
    await walk(run.id);
    await finishWalk(run.id);
  }
}

/** The walk alone: every step of one run. */
export async function walk(runId: string): Promise<void> {
  while (!(await walkUsers(runId)));
}
