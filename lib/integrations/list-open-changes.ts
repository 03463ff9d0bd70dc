import { listOpenUsers, type OpenState, type OpenUsers } from "@/db/queries/open-changes";
import { log } from "@/lib/log";
import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { withTarget } from "@/lib/target/connect";
import { type UserName, usersById } from "@/lib/target/users-by-id";
import { requireIntegration } from "./require-integration";
import type { OpenChanges, OpenList } from "./views";

/** As many as a person reads before deciding about all. */
const shown = 20;

/**
 * What waits for a person, with the names that the rows have right now. Where the customer's database does not answer,
 * there are ids only.
 */
export async function listOpenChanges(actor: Actor, projectId: string): Promise<OpenChanges> {
  const { project, integration } = await requireIntegration(actor, projectId, "viewer");
  const list = (state: OpenState) => listOpenUsers(integration.id, state, shown);
  const [held, parked] = await Promise.all([list("held"), list("parked")]);
  const ids = [...held.users, ...parked.users].map(({ userId }) => userId);
  const read = () =>
    withTarget(connectionOf(project), (target) => usersById(target, { schema: integration.schemaName }, ids));
  const names = ids.length === 0 ? new Map() : await read().catch(unreadable);
  return { held: toList(held, names), parked: toList(parked, names), named: names !== null };
}

function unreadable(error: unknown): null {
  log.warn({ error }, "open changes are listed without names");
  return null;
}

const toList = ({ total, through, users }: OpenUsers, names: Map<string, UserName> | null): OpenList => ({
  total,
  through,
  users: users.map(({ since, ...user }) => ({
    ...user,
    name: names?.get(user.userId)?.name ?? null,
    email: names?.get(user.userId)?.email ?? null,
    since: since.toISOString(),
  })),
});
