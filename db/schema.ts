import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const newId = () => text().$defaultFn(() => crypto.randomUUID());
const id = () => newId().primaryKey();
const at = () => timestamp({ withTimezone: true, mode: "date" });
const createdAt = () => at().notNull().defaultNow();

/** People who sign in to this console. */
export const accounts = pgTable("accounts", {
  id: id(),
  name: text().notNull(),
  createdAt: createdAt(),
});

/** One-time links: only the hash of the token is kept. */
export const signInLinks = pgTable("sign_in_links", {
  tokenHash: text().primaryKey(),
  createdAt: createdAt(),
  expiresAt: at().notNull(),
  usedAt: at(),
});

/** A session token names a row here, so that a session can be listed, revoked and expired. */
export const sessions = pgTable("sessions", {
  id: id(),
  accountId: text()
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" }),
  userAgent: text().notNull().default(""),
  createdAt: createdAt(),
  lastSeenAt: createdAt(),
  expiresAt: at().notNull(),
  revokedAt: at(),
});

/** Who a person is at an identity provider: only this pair tells them apart, never an e-mail. */
export const identities = pgTable(
  "identities",
  {
    provider: text().notNull(),
    subject: text().notNull(),
    accountId: text()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** For people to recognise each other by; verified when it was stored. */
    email: text(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index("identities_by_account").on(t.accountId)],
);

export const projects = pgTable("projects", {
  id: id(),
  name: text().notNull(),
  /** Sealed connection string; host, database and role beside it are what a person may see of it. */
  connection: text().notNull(),
  host: text().notNull(),
  database: text().notNull(),
  role: text().notNull(),
  isDemo: boolean().notNull().default(false),
  createdAt: createdAt(),
});

export const roles = ["owner", "admin", "viewer"] as const;

export const members = pgTable(
  "members",
  {
    projectId: text()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    accountId: text()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    role: text({ enum: roles }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.accountId] })],
);

/** An offer to join a project, by a link. Only the hash of its token is kept; it is good once. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    tokenHash: text().notNull().unique(),
    projectId: text()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    role: text({ enum: roles }).notNull(),
    /** For whom, in the words of whoever invites. */
    label: text().notNull().default(""),
    invitedBy: text().notNull(),
    createdAt: createdAt(),
    expiresAt: at().notNull(),
    acceptedAt: at(),
  },
  (t) => [index("invitations_by_project").on(t.projectId)],
);

/** The Connect steps of one project and provider, kept so that reload and back lose nothing. */
export const connectDrafts = pgTable(
  "connect_drafts",
  {
    projectId: text()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    providerId: text().notNull(),
    /** The integration that Connect will make: fixed from the start, so that a Connect that was cut short can be repeated. */
    integrationId: newId().notNull(),
    credentials: text().notNull(),
    /** What a person may see of each credential: whole if public, prefix and last four if secret. */
    hints: jsonb().$type<Record<string, string>>().notNull(),
    providerProjectId: text(),
    providerProjectName: text(),
    provisioned: boolean().notNull().default(false),
    updatedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.providerId] })],
);

/** An authorization under way at a provider. Bound to the session that began it, used once, valid for ten minutes. */
export const oauthRequests = pgTable("oauth_requests", {
  stateHash: text().primaryKey(),
  sessionId: text().notNull(),
  projectId: text()
    .notNull()
    .references(() => projects.id, { onDelete: "cascade" }),
  providerId: text().notNull(),
  /** Sealed PKCE verifier. */
  codeVerifier: text().notNull(),
  expiresAt: at().notNull(),
});

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
    projectId: text()
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
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
    integrationId: text()
      .notNull()
      .references(() => integrations.id, { onDelete: "cascade" }),
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
    integrationId: text()
      .notNull()
      .references(() => integrations.id, { onDelete: "cascade" }),
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

/** What an integration may still ask of its provider: one token per request, shared by all processes. */
export const budgets = pgTable("budgets", {
  integrationId: text()
    .primaryKey()
    .references(() => integrations.id, { onDelete: "cascade" }),
  tokens: doublePrecision().notNull(),
  /** Tokens per second right now: below the provider's limit, less after a 429, slowly more again. */
  rate: doublePrecision().notNull(),
  refilledAt: createdAt(),
  /** The provider asked for silence until then. */
  blockedUntil: at(),
  throttledAt: at(),
});

export const runKinds = ["backfill", "reconcile", "delta", "verify"] as const;

/** One walk over every user, or over those changed since a time (delta). The cursor is saved only after the rows of its page are committed. */
export const runs = pgTable(
  "runs",
  {
    id: id(),
    integrationId: text()
      .notNull()
      .references(() => integrations.id, { onDelete: "cascade" }),
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

/** The states that an integration went through, as the sweep noticed them. */
export const stateChanges = pgTable(
  "state_changes",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    integrationId: text()
      .notNull()
      .references(() => integrations.id, { onDelete: "cascade" }),
    at: createdAt(),
    state: text().notNull(),
    reason: text(),
  },
  (t) => [index("state_changes_by_integration").on(t.integrationId, t.at)],
);

/** What happened in one minute, for charts. `lag` counts changes by the time from event to row; its bounds are in code. */
export const minutes = pgTable(
  "minutes",
  {
    integrationId: text()
      .notNull()
      .references(() => integrations.id, { onDelete: "cascade" }),
    minute: at().notNull(),
    applied: integer().notNull().default(0),
    superseded: integer().notNull().default(0),
    duplicate: integer().notNull().default(0),
    askedAgain: integer().notNull().default(0),
    parked: integer().notNull().default(0),
    held: integer().notNull().default(0),
    requests: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    lag: integer().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.integrationId, t.minute] })],
);

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

export * from "@/inngest/embedded/schema";
