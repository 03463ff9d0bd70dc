import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { withTarget } from "@/lib/target/connect";
import type { SchemaName, UserCounts, UsersPage, UsersQuery } from "@/lib/target/types";
import { countUsers, listUsers as listRows } from "@/lib/target/users-list";
import { requireIntegration, tableOf } from "./require-integration";

/** One page of the table as it is in the customer's database right now, and how many rows it has. */
export async function listUsers(
  actor: Actor,
  projectId: string,
  query: UsersQuery,
): Promise<UsersPage & { counts: UserCounts; schema: SchemaName }> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  const table = tableOf(integration);
  return withTarget(connectionOf(project), async (target) => {
    const [page, counts] = await Promise.all([listRows(target, table, query), countUsers(target, table)]);
    return { ...page, counts, schema: table.schema };
  });
}
