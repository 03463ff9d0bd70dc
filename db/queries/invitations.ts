import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts, auditLog, invitations, members, projects } from "@/db/schema";
import type { Tx } from "./members";

const open = and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, sql`now()`));

/** What became of an invitation: `member` is somebody who was one before, and has not used it up. */
export type Joined = "joined" | "member" | "gone";

/** Makes the account a member as the invitation says, and uses it up. The entry in the audit log belongs to it. */
export async function joinByInvitation(
  tx: Tx,
  account: { id: string; name: string },
  tokenHash: string,
): Promise<Joined> {
  const [offer] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), open))
    .for("update");
  if (!offer) return "gone";
  const { projectId, role } = offer;
  const added = await tx
    .insert(members)
    .values({ projectId, accountId: account.id, role })
    .onConflictDoNothing()
    .returning();
  if (added.length === 0) return "member";
  await tx.update(invitations).set({ acceptedAt: new Date() }).where(eq(invitations.id, offer.id));
  await tx.insert(auditLog).values({
    actor: account.name,
    accountId: account.id,
    projectId,
    verb: "invitation.accept",
    outcome: "done",
    detail: { role },
  });
  return "joined";
}

/** The invitation of this token and its project, used up or not. */
export async function findInvitation(tokenHash: string) {
  const [found] = await db()
    .select({
      projectId: invitations.projectId,
      project: projects.name,
      role: invitations.role,
      invitedBy: accounts.name,
      expiresAt: invitations.expiresAt,
      isOpen: sql<boolean>`${open}`,
      isUsed: sql<boolean>`${invitations.acceptedAt} is not null`,
    })
    .from(invitations)
    .innerJoin(projects, eq(projects.id, invitations.projectId))
    .leftJoin(accounts, eq(accounts.id, invitations.invitedBy))
    .where(eq(invitations.tokenHash, tokenHash));
  return found;
}

/** Those that nobody has accepted, latest first; also those whose time is over. */
export const selectInvitations = (projectId: string) =>
  db()
    .select({
      id: invitations.id,
      role: invitations.role,
      label: invitations.label,
      invitedBy: accounts.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .leftJoin(accounts, eq(accounts.id, invitations.invitedBy))
    .where(and(eq(invitations.projectId, projectId), isNull(invitations.acceptedAt)))
    .orderBy(desc(invitations.createdAt));

export async function insertInvitation(tx: Tx, values: typeof invitations.$inferInsert): Promise<void> {
  await tx.insert(invitations).values(values);
}

/** Takes back one that nobody has accepted. False where there is none. */
export async function deleteInvitation(projectId: string, id: string): Promise<boolean> {
  const theirs = and(eq(invitations.projectId, projectId), eq(invitations.id, id));
  const gone = await db()
    .delete(invitations)
    .where(and(theirs, isNull(invitations.acceptedAt)))
    .returning();
  return gone.length > 0;
}
