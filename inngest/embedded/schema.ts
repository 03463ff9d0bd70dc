import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const at = () => timestamp({ withTimezone: true, mode: "date" });

/** State of the embedded executor. Events and step results carry ids, cursors and counts, never profiles. */
export const engineEvents = pgTable(
  "engine_events",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    ts: bigint({ mode: "number" }).notNull(),
    receivedAt: at().notNull().defaultNow(),
  },
  (t) => [index("engine_events_received").on(t.receivedAt)],
);

export const engineRuns = pgTable(
  "engine_runs",
  {
    id: text().primaryKey(),
    functionId: text().notNull(),
    state: text({ enum: ["running", "completed", "failed"] })
      .notNull()
      .default("running"),
    event: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Memoised step results by hashed step id, and the order in which they came. */
    steps: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    stack: text().array().notNull().default([]),
    parallel: boolean().notNull().default(false),
    output: jsonb(),
    startedAt: at().notNull().defaultNow(),
    endedAt: at(),
  },
  (t) => [index("engine_runs_ended").on(t.endedAt)],
);

/** The queue: one row per call to make, sleep to end or cron tick to fire. */
export const engineJobs = pgTable(
  "engine_jobs",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** Makes enqueueing idempotent. */
    key: text().unique(),
    kind: text({ enum: ["call", "sleep", "cron"] }).notNull(),
    runId: text().references(() => engineRuns.id, { onDelete: "cascade" }),
    functionId: text(),
    stepId: text(),
    attempt: integer().notNull().default(0),
    /** Concurrency slots that a running call takes: `functionId:key` and how many may run at once. */
    slots: jsonb().$type<{ key: string; limit: number }[]>().notNull().default([]),
    runAt: at().notNull().defaultNow(),
    lockedUntil: at(),
    lockedBy: text(),
  },
  (t) => [index("engine_jobs_due").on(t.runAt)],
);
