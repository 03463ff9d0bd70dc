import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts, auditLog } from "@/db/schema";

export type AuditRow = typeof auditLog.$inferSelect;

type Filter = { actor: string | null; outcome: AuditRow["outcome"] | null };
/** Below an entry's id, latest first; or above it, oldest first; or from the latest on. */
type From = { before: number | null; after?: number | null };

/** At most `limit` entries of a project. */
export const selectAudit = (
  projectId: string,
  { actor, outcome, before, after = null }: Filter & From,
  limit: number,
): Promise<AuditRow[]> =>
  db()
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.projectId, projectId),
        actor === null ? undefined : eq(auditLog.accountId, actor),
        outcome === null ? undefined : eq(auditLog.outcome, outcome),
        before === null ? undefined : lt(auditLog.id, before),
        after === null ? undefined : gt(auditLog.id, after),
      ),
    )
    .orderBy(after === null ? desc(auditLog.id) : asc(auditLog.id))
    .limit(limit);

/** Everybody who did something in the project, also those who left. */
export const selectAuditActors = (projectId: string): Promise<{ accountId: string; name: string }[]> =>
  db()
    .selectDistinct({ accountId: accounts.id, name: accounts.name })
    .from(auditLog)
    .innerJoin(accounts, eq(accounts.id, auditLog.accountId))
    .where(eq(auditLog.projectId, projectId))
    .orderBy(accounts.name, accounts.id);
