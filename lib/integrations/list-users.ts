import type { Integration } from "@/db/queries/integrations";
import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { credentialsOf } from "@/lib/sync/credentials";
import { withTarget } from "@/lib/target/connect";
import type { SchemaName, UserCounts, UsersPage, UsersQuery } from "@/lib/target/types";
import { countUsers, listUsers as listRows } from "@/lib/target/users-list";
import { requireIntegration, tableOf } from "./require-integration";
import type { ListedUser } from "./views";

type ListedPage = Omit<UsersPage, "users"> & { users: ListedUser[]; counts: UserCounts; schema: SchemaName };

/** One page of the table as it is in the customer's database right now, and how many rows it has. */
export async function listUsers(actor: Actor, projectId: string, query: UsersQuery): Promise<ListedPage> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  const table = tableOf(integration);
  const linkTo = userLinks(integration);
  return withTarget(connectionOf(project), async (target) => {
    const [page, counts] = await Promise.all([listRows(target, table, query), countUsers(target, table)]);
    const users = page.users.map((user) => ({ ...user, link: linkTo(user.id) }));
    return { ...page, users, counts, schema: table.schema };
  });
}

/** The address of each user in the provider's console. */
function userLinks(integration: Integration): (userId: string) => string | null {
  const { userLink } = getProvider(integration.providerId);
  const project = { id: integration.providerProjectId, name: integration.providerProjectName };
  const credentials = credentialsOf(integration);
  return (userId) => userLink?.(project, credentials, userId) ?? null;
}
