import { sql } from "drizzle-orm";
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, createdAt } from "./columns";
import { ofIntegration } from "./integrations";

/** One step on the way of a change: asked again, or tried again, and why. */
export type Decision = { at: string; outcome: "asked_again" | "tried_again" | "parked" | "held"; reason: string };

/**
 * Inbox. `waiting` is to be worked; `parked` and `held` wait for a person; the others are settled. A walk adds the users
 * whom it could not store (parked) and the deletions above the limit (held). No profile is ever stored here.
 */
export const changes = pgTable(
  "changes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    integrationId: ofIntegration(),
    eventId: text().notNull(),
    userId: text().notNull(),
    kind: text({ enum: ["created", "updated", "deleted"] }).notNull(),
    sourceUpdatedAt: text(),
    state: text({ enum: ["waiting", "applied", "superseded", "parked", "held", "discarded"] })
      .notNull()
      .default("waiting"),
    /** How often the provider's answer contradicted the event. */
    asked: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    dueAt: createdAt(),
    receivedAt: createdAt(),
    settledAt: at(),
    reason: text(),
    /** How often the provider has delivered it. */
    deliveries: integer().notNull().default(1),
    /** What was decided before it was settled, oldest first. */
    history: jsonb().$type<Decision[]>().notNull().default([]),
    /** Who approved this deletion although it is above the limit. */
    approvedBy: text(),
  },
  (t) => [
    uniqueIndex("changes_event").on(t.integrationId, t.eventId, t.userId),
    index("changes_open").on(t.integrationId, t.state, t.dueAt).where(sql`${t.state} in ('waiting', 'parked', 'held')`),
    index("changes_settled").on(t.settledAt),
    index("changes_by_user").on(t.integrationId, t.userId),
  ],
);

/**
 * Users who are gone at the provider and whose marked rows are to be erased once the hold-back is over. Each is asked for
 * by id once more just before; a row that was written after `seq` is left alone.
 */
export const erasures = pgTable(
  "erasures",
  {
    integrationId: ofIntegration(),
    userId: text().notNull(),
    /** The tick of the tombstone, as text. */
    seq: text().notNull(),
    state: text({ enum: ["waiting", "erased", "cancelled", "parked"] })
      .notNull()
      .default("waiting"),
    dueAt: at().notNull(),
    createdAt: createdAt(),
    settledAt: at(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.userId] }),
    index("erasures_due").on(t.dueAt).where(sql`${t.state} = 'waiting'`),
  ],
);
