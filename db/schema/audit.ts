import { bigserial, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";

/** Who changed what, and how it ended. `projectId` has no foreign key: the log outlives its project. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    at: createdAt(),
    actor: text().notNull(),
    accountId: text(),
    projectId: text(),
    verb: text().notNull(),
    outcome: text({ enum: ["done", "refused", "failed"] }).notNull(),
    detail: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
  },
  (t) => [index("audit_log_by_project").on(t.projectId, t.id)],
);
