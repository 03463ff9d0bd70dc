import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, createdAt, id } from "./columns";
import { ofProject } from "./projects";

/** Why an integration does not work right now, in the three parts that a person is told. */
export type Problem = {
  code: string;
  message: string;
  meaning?: string;
  remedy?: string;
  since: string;
  needsPerson: boolean;
  /** Failed tries in a row, and when the next one is due. */
  failures: number;
  retryAt: string;
};

export const integrations = pgTable(
  "integrations",
  {
    id: id(),
    projectId: ofProject(),
    providerId: text().notNull(),
    providerProjectId: text().notNull(),
    providerProjectName: text().notNull(),
    credentials: text().notNull(),
    hints: jsonb().$type<Record<string, string>>().notNull(),
    schemaName: text({ enum: ["neon_auth", "seren_auth", "neon_identity"] }).notNull(),
    /** The table has Neon's generated columns: only raw_json, updated_at and deleted_at are written. */
    adopted: boolean().notNull().default(false),
    /** What happens to the row of a user who is gone: marked for good, or marked and erased after the hold-back. */
    deletionPolicy: text({ enum: ["mark", "erase"] })
      .notNull()
      .default("mark"),
    holdBackHours: integer().notNull().default(168),
    webhookSecret: text().notNull(),
    /** The signing secret before this one; valid until a delivery has come that the new one signed. */
    webhookSecretBefore: text(),
    /** The provider's id of our endpoint where it was registered by API. */
    webhookRegistration: text(),
    lastEventAt: at(),
    /** Out of raw_json, by the owner's wish: what the provider keeps from browsers. */
    leaveOutPrivate: boolean().notNull().default(false),
    /** In place of the console's own; null for those. */
    checkEveryMinutes: integer(),
    pollEverySeconds: integer(),
    /** Percent of the provider's documented limit. */
    budgetShare: integer().notNull().default(50),
    /** A person's wish: nothing is read or written meanwhile, and changes wait. */
    pausedAt: at(),
    pausedBy: text(),
    /** The state that the sweep noticed last, and since when. */
    state: text(),
    stateSince: at(),
    /** Somebody has sent changes/received and the drain has not read the inbox since. */
    wake: boolean().notNull().default(false),
    /** Highest floor seen, as text: a clock behind it means that the target was restored. */
    clockSeen: text().notNull().default("0"),
    providerCount: integer(),
    providerCountedAt: at(),
    /** Moves whenever a row of users_sync was written, so that an open page knows to read again. */
    revision: integer().notNull().default(0),
    lastWrittenAt: at(),
    lastCheckedAt: at(),
    nextCheckAt: at(),
    /** When the users changed since the last walk are looked at, where the provider can tell who they are. */
    nextDeltaAt: at(),
    /** Where the provider's feed was read to; null where it has none, or does not keep it. Only a poll moves it. */
    feedPosition: text(),
    nextPollAt: at(),
    /** Rollcall made the provider project, so that it can be handed to a person. */
    provisioned: boolean().notNull().default(false),
    problem: jsonb().$type<Problem>(),
    connectedBy: text().notNull(),
    createdAt: createdAt(),
    disconnectedAt: at(),
  },
  (t) => [
    uniqueIndex("integrations_one_per_project").on(t.projectId).where(sql`${t.disconnectedAt} is null`),
    index("integrations_due").on(t.nextCheckAt).where(sql`${t.disconnectedAt} is null`),
  ],
);

/** The integration that a row belongs to, and goes with. */
export const ofIntegration = () =>
  text()
    .notNull()
    .references(() => integrations.id, { onDelete: "cascade" });

/** What an integration may still ask of its provider: one token per request, shared by all processes. */
export const budgets = pgTable("budgets", {
  integrationId: ofIntegration().primaryKey(),
  tokens: doublePrecision().notNull(),
  /** Tokens per second right now: below the provider's limit, less after a 429, slowly more again. */
  rate: doublePrecision().notNull(),
  refilledAt: createdAt(),
  /** The provider asked for silence until then. */
  blockedUntil: at(),
  throttledAt: at(),
});

/** The states that an integration went through, as the sweep noticed them. */
export const stateChanges = pgTable(
  "state_changes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    integrationId: ofIntegration(),
    at: createdAt(),
    state: text().notNull(),
    reason: text(),
  },
  (t) => [index("state_changes_by_integration").on(t.integrationId, t.at)],
);
