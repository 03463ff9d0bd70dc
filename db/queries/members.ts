import { and, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { type Db, db } from "@/db/client";
import { accounts, auditLog, identities, invitations, members, projects, sessions } from "@/db/schema";

/** The database, or a transaction on it. */
export type Tx = Pick<Db, "select" | "insert" | "update" | "delete" | "execute">;

export type Role = (typeof members.$inferSelect)["role"];

/**
 * Every member's role and name, by account. Whoever changes members or invitations holds this lock until the end of the
 * transaction, so that what was checked is still so when it is written.
 */
export async function lockMembers(tx: Tx, projectId: string): Promise<Map<string, { role: Role; name: string }>> {
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for("no key update");
  const rows = await tx
    .select({ accountId: accounts.id, role: members.role, name: accounts.name })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.projectId, projectId));
  return new Map(rows.map(({ accountId, ...rest }) => [accountId, rest]));
}

const member = (projectId: string, accountId: string) =>
  and(eq(members.projectId, projectId), eq(members.accountId, accountId));

export async function updateRole(tx: Tx, projectId: string, accountId: string, role: Role): Promise<void> {
  await tx.update(members).set({ role }).where(member(projectId, accountId));
}

export async function deleteMember(tx: Tx, projectId: string, accountId: string): Promise<void> {
  await tx.delete(members).where(member(projectId, accountId));
}

/** Takes back the open invitations that this person made: they would outlive the right to make them. */
export async function deleteInvitationsBy(tx: Tx, projectId: string, accountId: string): Promise<number> {
  const made = and(eq(invitations.projectId, projectId), eq(invitations.invitedBy, accountId));
  const gone = await tx
    .delete(invitations)
    .where(and(made, isNull(invitations.acceptedAt)))
    .returning();
  return gone.length;
}

/** The members by name. `joinedAt` is null for those who were there before anything was written down. */
export async function selectMembers(projectId: string) {
  const seen = db()
    .select({ accountId: sessions.accountId, lastSeenAt: max(sessions.lastSeenAt).as("last_seen_at") })
    .from(sessions)
    .groupBy(sessions.accountId)
    .as("seen");
  const joined = db()
    .select({ accountId: auditLog.accountId, joinedAt: max(auditLog.at).as("joined_at") })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.projectId, projectId),
        inArray(auditLog.verb, ["project.create", "invitation.accept"]),
        eq(auditLog.outcome, "done"),
      ),
    )
    .groupBy(auditLog.accountId)
    .as("joined");
  const rows = await db()
    .select({
      accountId: accounts.id,
      name: accounts.name,
      role: members.role,
      lastSeenAt: seen.lastSeenAt,
      joinedAt: joined.joinedAt,
    })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .leftJoin(seen, eq(seen.accountId, accounts.id))
    .leftJoin(joined, eq(joined.accountId, accounts.id))
    .where(eq(members.projectId, projectId))
    .orderBy(sql`lower(${accounts.name})`, accounts.id);
  const theirs = await db()
    .select({ accountId: identities.accountId, provider: identities.provider, email: identities.email })
    .from(identities)
    .innerJoin(members, eq(members.accountId, identities.accountId))
    .where(eq(members.projectId, projectId))
    .orderBy(identities.createdAt);
  return rows.map((row) => ({ ...row, identities: theirs.filter(({ accountId }) => accountId === row.accountId) }));
}
