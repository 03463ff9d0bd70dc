import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, createdAt, id } from "./columns";
import { ofIntegration } from "./integrations";

export const runKinds = ["backfill", "reconcile", "delta", "verify"] as const;

/** One walk over every user, or over those changed since a time (delta). The cursor is saved only after the rows of its page are committed. */
export const runs = pgTable(
  "runs",
  {
    id: id(),
    integrationId: ofIntegration(),
    kind: text({ enum: runKinds }).notNull(),
    trigger: text({ enum: ["connect", "schedule", "person", "backlog"] }).notNull(),
    state: text({ enum: ["running", "equal", "repaired", "incomplete", "failed", "cancelled"] })
      .notNull()
      .default("running"),
    phase: text({ enum: ["pages", "suspects"] })
      .notNull()
      .default("pages"),
    /** Pages: the provider's cursor. Suspects: the last id looked at. */
    cursor: text(),
    /** The first floor of the walk: live rows whose seq is below it were not seen. */
    firstFloor: text(),
    pages: integer().notNull().default(0),
    seen: integer().notNull().default(0),
    written: integer().notNull().default(0),
    deleted: integer().notNull().default(0),
    parked: integer().notNull().default(0),
    held: integer().notNull().default(0),
    /** Requests that the provider was sent for it. */
    requests: integer().notNull().default(0),
    /** Who started it, where a person did. */
    startedBy: text(),
    /** Changes up to this id are answered by the walk itself, user by user, and left alone by the drain. */
    answers: bigint({ mode: "number" }),
    /** Delta: who changed since then. */
    since: at(),
    /** The provider's own count when the walk began; null where it gives none. */
    expected: integer(),
    reason: text(),
    startedAt: createdAt(),
    progressAt: createdAt(),
    finishedAt: at(),
  },
  (t) => [
    uniqueIndex("runs_one_running").on(t.integrationId).where(sql`${t.state} = 'running'`),
    index("runs_by_integration").on(t.integrationId, t.startedAt),
  ],
);

/**
 * What a verify found and did not touch: users without a row, rows that say something else, rows of nobody. `fields` names
 * the columns that differ; no value of them is stored.
 */
export const differences = pgTable(
  "differences",
  {
    runId: text()
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    userId: text().notNull(),
    kind: text({ enum: ["missing", "changed", "extra"] }).notNull(),
    fields: text().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.runId, t.userId] })],
);
