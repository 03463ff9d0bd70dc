import type { Db } from "@/db/client";
import { members, projects } from "@/db/schema";
import { env } from "@/lib/env";
import { parseConnectionString } from "@/lib/target/connection";
import { sealedConnection } from "./connection";

/** Gives the first owner a project on the demo app's database, where the start script has set one up. */
export async function createDemoProject(tx: Pick<Db, "insert">, accountId: string): Promise<void> {
  if (!env.DEMO_DATABASE_URL) return;
  const id = crypto.randomUUID();
  const connection = parseConnectionString(env.DEMO_DATABASE_URL);
  await tx.insert(projects).values({ id, name: "Demo", isDemo: true, ...sealedConnection(id, connection) });
  await tx.insert(members).values({ projectId: id, accountId, role: "owner" });
}
