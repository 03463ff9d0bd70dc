import { db } from "@/db/client";
import {
  deleteInvitationsBy,
  deleteMember,
  lockMembers,
  selectMembers,
  type Tx,
  updateRole,
} from "@/db/queries/members";
import { wayName } from "@/lib/accounts/ways";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireRole } from "./access";
import type { Actor, MemberView, Role } from "./views";

/** Everybody of the project, by name. For every member. */
export async function listMembers(actor: Actor, projectId: string): Promise<MemberView[]> {
  const project = await requireRole(actor, projectId, "viewer");
  const rows = await selectMembers(projectId);
  return rows.map(({ accountId, name, role, joinedAt, lastSeenAt, identities }) => ({
    ...{ accountId, name, role },
    isYou: accountId === actor.accountId,
    since: (joinedAt ?? project.createdAt).toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    identities: identities.map(({ provider, email }) => ({ way: wayName(provider), email })),
  }));
}

/** Role and name of each member. */
type Members = Awaited<ReturnType<typeof lockMembers>>;

/** Changes the members while nobody else does. At least one owner remains, or nothing happens. */
const changeMembers = (projectId: string, change: (tx: Tx, members: Members) => Promise<void>) =>
  db().transaction(async (tx) => {
    await change(tx, await lockMembers(tx, projectId));
    const left = await lockMembers(tx, projectId);
    if (![...left.values()].some(({ role }) => role === "owner")) throw lastOwner();
  });

/** Their name. The actor's own role is looked at again under the lock, for it may have been taken since the first look. */
function nameOf(accountId: string, members: Members, actor: Actor): string {
  if (accountId !== actor.accountId && members.get(actor.accountId)?.role !== "owner") throw notOwner();
  const found = members.get(accountId);
  if (!found) throw noMember();
  return found.name;
}

/** Gives a member another role. For owners. Whoever is owner no more loses the invitations that they made. */
export const changeRole = (
  actor: Actor,
  projectId: string,
  { accountId, role }: { accountId: string; role: Role },
): Promise<void> => {
  const detail: Record<string, string> = { role };
  return audited(actor, { verb: "member.change-role", projectId, detail }, async () => {
    await requireRole(actor, projectId, "owner");
    await changeMembers(projectId, async (tx, members) => {
      if (members.get(actor.accountId)?.role !== "owner") throw notOwner();
      detail.member = nameOf(accountId, members, actor);
      await updateRole(tx, projectId, accountId, role);
      if (role !== "owner") await deleteInvitationsBy(tx, projectId, accountId);
    });
  });
};

/**
 * Ends a membership: an owner anybody's, an admin their own. What the person had opened shows nothing from then on; the
 * open invitations that they made end with it.
 */
export const removeMember = (actor: Actor, projectId: string, accountId: string): Promise<void> => {
  const isSelf = accountId === actor.accountId;
  const detail: Record<string, string> = {};
  return audited(actor, { verb: isSelf ? "member.leave" : "member.remove", projectId, detail }, async () => {
    await requireRole(actor, projectId, isSelf ? "admin" : "owner");
    await changeMembers(projectId, async (tx, members) => {
      const name = nameOf(accountId, members, actor);
      if (!isSelf) detail.member = name;
      await deleteMember(tx, projectId, accountId);
      await deleteInvitationsBy(tx, projectId, accountId);
    });
  });
};

const notOwner = () =>
  new AppError("forbidden", "This needs the role owner.", { remedy: "Ask an owner of the project." });

const noMember = () =>
  new AppError("not_found", "There is no such member.", { remedy: "Look at the list as it is now." });

const lastOwner = () =>
  new AppError("conflict", "A project keeps at least one owner.", {
    meaning: "Nothing was changed by this attempt.",
    remedy: "Make another member an owner first.",
  });
