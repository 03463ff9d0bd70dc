import type { Integration } from "@/db/queries/integrations";
import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { credentialsOf } from "@/lib/sync/credentials";
import { withTarget } from "@/lib/target/connect";
import { isNarrowed, type UsersQuery } from "@/lib/target/types";
import { countMatches, countUsers, listUsers as listRows } from "@/lib/target/users-list";
import { requireIntegration, tableOf } from "./require-integration";
import { shareCounts } from "./row-counts";
import type { ListedPage } from "./views";

/** One page of the table as it is in the customer's database right now, how many rows it has, and how many match. */
export async function listUsers(actor: Actor, projectId: string, query: UsersQuery): Promise<ListedPage> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  const table = tableOf(integration);
  const { facts = {} } = getProvider(integration.providerId);
  const linkTo = userLinks(integration);
  return withTarget(connectionOf(project), async (target) => {
    const [page, counts, matches] = await Promise.all([
      listRows(target, table, query, facts),
      shareCounts(integration, () => countUsers(target, table)),
      isNarrowed(query) ? countMatches(target, table, query, facts) : undefined,
    ]);
    const users = page.users.map((user) => ({ ...user, link: linkTo(user.id) }));
    return { ...page, users, counts, matches, schema: table.schema };
  });
}

/** The address of each user in the provider's console. */
function userLinks(integration: Integration): (userId: string) => string | null {
  const { userLink } = getProvider(integration.providerId);
  const project = { id: integration.providerProjectId, name: integration.providerProjectName };
  const credentials = credentialsOf(integration);
  return (userId) => userLink?.(project, credentials, userId) ?? null;
}
