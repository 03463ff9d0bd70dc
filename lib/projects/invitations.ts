import { db } from "@/db/client";
import {
  deleteInvitation,
  findInvitation,
  insertInvitation,
  joinByInvitation,
  selectInvitations,
} from "@/db/queries/invitations";
import { lockMembers } from "@/db/queries/members";
import { audited } from "@/lib/audit";
import { hashToken, newToken } from "@/lib/crypto";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { requireRole } from "./access";
import type { Actor, InvitationEnd, InvitationView, OfferView, Role } from "./views";

const someone = "A former member";

/** `label`: for whom, in the words of whoever invites. `days`: 1 to 30. */
type Input = { role: Role; days: number; label: string };

/**
 * Makes an invitation and returns its link, which is kept nowhere. An owner invites to any role, an admin to all but
 * owner: nobody hands on more than they have.
 */
export const createInvitation = (actor: Actor, projectId: string, { role, days, label }: Input): Promise<string> =>
  audited(actor, { verb: "invitation.create", projectId, detail: { role, days, label } }, async () => {
    await requireRole(actor, projectId, "admin");
    if (!Number.isInteger(days) || days < 1 || days > 30)
      throw new AppError("invalid_input", "A whole number of days from 1 to 30.", { field: "days" });
    const token = newToken();
    await db().transaction(async (tx) => {
      // Read again under the lock: what a removed member makes in this moment would not be found and ended.
      const own = (await lockMembers(tx, projectId)).get(actor.accountId)?.role;
      if (own !== "owner" && own !== "admin") throw new AppError("forbidden", "This needs the role admin.");
      if (own !== "owner" && role === "owner") throw onlyOwners();
      const expiresAt = new Date(Date.now() + days * 86_400_000);
      const made = { projectId, role, label, invitedBy: actor.accountId, expiresAt };
      await insertInvitation(tx, { ...made, tokenHash: hashToken(token) });
    });
    return new URL(`/invite/${token}`, env.NEXTAUTH_URL).href;
  });

const onlyOwners = () =>
  new AppError("forbidden", "Only an owner invites owners.", { remedy: "Invite an admin or a viewer instead." });

/** Those that nobody has accepted, latest first. For admins and owners. */
export async function listInvitations(actor: Actor, projectId: string): Promise<InvitationView[]> {
  await requireRole(actor, projectId, "admin");
  const rows = await selectInvitations(projectId);
  return rows.map(({ createdAt, expiresAt, invitedBy, ...row }) => ({
    ...row,
    invitedBy: invitedBy ?? someone,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired: expiresAt.getTime() <= Date.now(),
  }));
}

/** Ends one before anybody has accepted it. For admins and owners. */
export const revokeInvitation = (actor: Actor, projectId: string, invitationId: string): Promise<void> =>
  audited(actor, { verb: "invitation.revoke", projectId }, async () => {
    await requireRole(actor, projectId, "admin");
    if (!(await deleteInvitation(projectId, invitationId)))
      throw new AppError("not_found", "There is no such invitation any more.", {
        remedy: "Look at the list as it is now: it may have been accepted.",
      });
  });

/**
 * What a link offers, without using it up: the link itself is the permission to see it. `projectId` is given only to who is a
 * member already, `end` where it is good no more.
 */
export async function readInvitation(
  actor: Actor | null,
  token: string,
): Promise<{ offer: OfferView } | { memberOf: string } | { end: InvitationEnd }> {
  const found = await findInvitation(hashToken(token));
  if (!found) return { end: "unknown" };
  if (actor && (await isMember(actor, found.projectId))) return { memberOf: found.projectId };
  const { project, role, invitedBy, expiresAt } = found;
  if (!found.isOpen) return { end: found.isUsed ? "used" : "expired" };
  return { offer: { project, role, invitedBy: invitedBy ?? someone, expiresAt: expiresAt.toISOString() } };
}

const isMember = (actor: Actor, projectId: string): Promise<boolean> =>
  requireRole(actor, projectId, "viewer").then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError) return false;
      throw error;
    },
  );

/** Makes the actor a member as the invitation says. AppError `not_found` for one that is not good any more. */
export async function acceptInvitation(actor: Actor, token: string): Promise<void> {
  const account = { id: actor.accountId, name: actor.name };
  const joined = await db().transaction((tx) => joinByInvitation(tx, account, hashToken(token)));
  if (joined === "gone")
    throw new AppError("not_found", "This invitation is no longer good.", {
      meaning: "It was used, taken back, or its time is over. You joined nothing.",
      remedy: "Ask for a new one.",
    });
}
