import type { Decision, Problem } from "@/db/schema";
import type { PublicError } from "@/lib/errors";
import type { CredentialMeta, Json, ProviderProject, QuickLinks } from "@/lib/providers/types";
import type { Silence } from "@/lib/silence";
import type { SyncState } from "@/lib/sync-state";
import type { ForeignKey, MatchCount, SchemaName, SyncedUser, UserCounts, UsersPage } from "@/lib/target/types";

export { type SyncState, syncStates } from "@/lib/sync-state";

/** What a card, a form and a page head show of a provider; safe for the browser. */
export type ProviderView = {
  id: string;
  name: string;
  tagline: string;
  docsUrl: string;
  keyHelp: { text: string; url: string };
  fields: ({ name: string } & CredentialMeta)[];
  /** What the operator's own client there makes possible. */
  oauth: boolean;
  provision: boolean;
};

export type RunView = {
  id: string;
  kind: "backfill" | "reconcile" | "delta" | "verify";
  trigger: "connect" | "schedule" | "person" | "backlog";
  state: "running" | "equal" | "repaired" | "incomplete" | "failed" | "cancelled";
  phase: "pages" | "suspects";
  pages: number;
  seen: number;
  written: number;
  deleted: number;
  parked: number;
  held: number;
  /** Sent to the provider for it. */
  requests: number;
  /** The person who started it; null where nobody did. */
  startedBy: string | null;
  expected: number | null;
  reason: string | null;
  startedAt: string;
  progressAt: string;
  finishedAt: string | null;
};

/** Everything the Auth tab says about an integration without touching the customer's database. Times are ISO 8601. */
export type IntegrationStatus = {
  id: string;
  state: SyncState;
  /** A person's wish, and who wished it. */
  paused: { at: string; by: string } | null;
  provider: { id: string; name: string };
  providerProject: ProviderProject;
  links: QuickLinks;
  schema: SchemaName;
  database: string;
  run: RunView | null;
  lastRun: RunView | null;
  waiting: number;
  oldestWaitingAt: string | null;
  parked: number;
  /** Deletions above the limit, which wait for a person. */
  held: number;
  /** What the last check found and nobody has proved mended; absent or null where that is nothing. */
  differences?: OpenDifferences | null;
  /** Deliveries stay out for longer than usual; absent or null where they do not. */
  silent?: Silence | null;
  providerCount: number | null;
  providerCountedAt: string | null;
  lastWrittenAt: string | null;
  lastCheckedAt: string | null;
  nextCheckAt: string | null;
  revision: number;
  problem: Problem | null;
  listening: ListeningView;
  /** What the console may do to users at this provider. */
  can: { createUser: boolean; deleteUser: boolean };
  /** What the provider says of its users, so that they can be told apart by it. */
  knows: { verified: boolean; banned: boolean };
  /** What becomes of the row of a deleted user. */
  deletion: { policy: "mark" | "erase"; holdBackHours: number };
  connectedBy: string;
  connectedAt: string;
};

/** `repaired`: their changes were put into the inbox. */
export type OpenDifferences = { runId: string; count: number; repaired: boolean };

export type { OpenSelection } from "@/db/queries/open-changes";

/** A user whom open changes are about. Name and email are those of the row; null where there is none. */
export type OpenUserView = {
  userId: string;
  name: string | null;
  email: string | null;
  kind: "created" | "updated" | "deleted";
  reason: string | null;
  attempts: number;
  since: string;
  /** Every open change of this user. */
  ids: number[];
};

/** The users who have waited longest, how many there are in all, and the highest change id: what a person has seen. */
export type OpenList = { total: number; through: number; users: OpenUserView[] };

/** What waits for a person. `named` is false where the customer's database could not be asked for names. */
export type OpenChanges = { held: OpenList; parked: OpenList; named: boolean };

export type WebhookView = {
  mode: "registered" | "manual";
  url: string;
  instructions: string[];
  /** Code to paste at the provider. */
  snippet: { title: string; code: string } | null;
  secretFrom: "rollcall" | "provider";
  /** False until the secret that the provider made was pasted. */
  hasSecret: boolean;
  /** Two secrets are valid: the new one has not signed a delivery yet. */
  changingSecret: boolean;
  /** The provider can reach this console, as far as the addresses tell. */
  reachable: boolean;
  lastEventAt: string | null;
};

/** A row of users_sync, and the user's page in the provider's console where it has one. */
export type ListedUser = SyncedUser & { link: string | null };

/** One page of the list. `matches` is absent where the filter is none but `show`, which `counts` tells. */
export type ListedPage = Omit<UsersPage, "users"> & {
  users: ListedUser[];
  counts: UserCounts;
  matches?: MatchCount;
  schema: SchemaName;
};

/** A link on which a person takes over a provider project, or why there is none. */
export type TransferStarted =
  | { url: string; validForSeconds: number; error?: undefined }
  | { url?: undefined; error: PublicError };

/** The ways by which changes reach the table, quickest first. Null or absent: the provider has none of the kind. */
export type ListeningView = {
  webhook: WebhookView | null;
  /** `missing`: what to switch on at the provider while it is off. */
  feed?: { on: boolean; everySeconds: number; missing: string | null };
  delta?: { everyMinutes: number };
  walk: { everyMinutes: number };
};

/** A Connect under way: what steps 2 and 3 show. */
export type DraftView = {
  provider: ProviderView;
  hints: Record<string, string>;
  providerProject: ProviderProject | null;
};

/** What the review step says will happen in the customer's database. */
export type ReviewView = {
  draft: DraftView & { providerProject: ProviderProject };
  database: string;
  role: string;
  server: string;
  users: number | null;
  presets: { schema: SchemaName; hint: string; blocked: string | null; adopts: boolean; sql: string }[];
};

/** What Disconnect must show before it acts. `foreignKeys` null: the database could not be read. */
export type DisconnectView = { status: IntegrationStatus; foreignKeys: ForeignKey[] | null };

/** What happens to the rows of deleted users, and the erasures that are open: parked ones first, then the next due. */
export type ErasuresView = {
  provider: string;
  policy: "mark" | "erase";
  holdBackHours: number;
  schema: SchemaName;
  erasures: { userId: string; parked: boolean; dueAt: string; reason: string | null }[];
  waiting: number;
  parked: number;
};

/** What is set for an integration. `every` null: the console's own, which `byDefault` tells. */
export type SettingsView = {
  provider: string;
  /** Minutes between full checks. */
  check: { every: number | null; byDefault: number };
  /** Seconds between two looks into the feed; null for a provider without one. */
  poll: { every: number | null; byDefault: number } | null;
  /** `limit` null: the provider documents none. */
  budget: { percent: number; limit: { requests: number; perSeconds: number } | null };
  /** What the provider keeps from browsers, by top-level key; null where it has no such thing. */
  privateMetadata: { leftOut: boolean; keys: string[] } | null;
};

/** What one side says of a user at the moment of reading, null where it knows none; or why it could not be read. */
export type UserSide<T> = { readAt: string } & (
  | { user: T | null; error?: undefined }
  | { user?: undefined; error: PublicError }
);

/** A user as the provider gives it, in the form in which it would be stored. */
export type UserAtProvider = { id: string; name: string | null; email: string | null; raw: Json };

/** A row of users_sync with its raw_json. */
export type UserRowView = SyncedUser & { raw: Json };

/**
 * A column of users_sync, or a key of raw_json, on both sides; a value is absent where its side has none. Times are UTC
 * with microseconds. `same` null: not compared, because the other side cannot be read, has no such user, or for the
 * reason in `note` (the key moves without a change; updated_at is the time of the last write, as the provider keeps none).
 */
export type UserField = {
  path: string[];
  provider?: Json;
  row?: Json;
  same: boolean | null;
  note?: "volatile" | "own-time";
};

/** One change of a user: where it came from, and what was decided about it so far. */
export type UserChange = {
  id: number;
  from: "provider" | "console" | "walk";
  kind: "created" | "updated" | "deleted";
  state: "waiting" | "applied" | "superseded" | "parked" | "held" | "discarded";
  /** Of an applied one: what the read that settled it has found. */
  found: "stored" | "gone" | null;
  reason: string | null;
  receivedAt: string;
  settledAt: string | null;
  /** Of a waiting one: not before then. */
  dueAt: string;
  /** How often the provider is asked again after the next time, before it is believed. */
  asksLeft: number;
  /** The full check under way will answer it. */
  withWalk: boolean;
  /** How often it came, always with the same event id. */
  deliveries: number;
  /** Who let a held deletion through. */
  approvedBy: string | null;
  /** The later change whose read has settled this one. */
  settledBy: number | null;
  history: Decision[];
};

/** Why the row says deleted. Both null: nothing that is still kept explains it. */
export type UserDeletion = {
  at: string;
  change: UserChange | null;
  run: Pick<RunView, "kind" | "startedAt" | "deleted"> | null;
};

/** One user, on both sides at this moment, with what was decided about them. Times are ISO 8601. */
export type UserView = {
  userId: string;
  /** The user's page in the provider's console, where it has one. */
  link: string | null;
  provider: { id: string; name: string };
  schema: SchemaName;
  atProvider: UserSide<UserAtProvider>;
  inTable: UserSide<UserRowView>;
  fields: UserField[];
  /** Newest first. */
  changes: UserChange[];
  deletion: UserDeletion | null;
  erasure: { state: "waiting" | "erased" | "cancelled" | "parked"; at: string; reason: string | null } | null;
  purge: { at: string; by: string } | null;
  sync: {
    paused: IntegrationStatus["paused"];
    problem: Problem | null;
    run: RunView["kind"] | null;
    nextCheckAt: string | null;
  };
};

export const activityKinds = ["all", "runs", "states", "deletions", "settings", "keys"] as const;
export const activityRanges = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

/** What a page of the timeline shows; `cursor` is opaque. */
export type ActivityQuery = {
  kind: (typeof activityKinds)[number];
  /** By name; null for anybody. */
  actor: string | null;
  range: keyof typeof activityRanges;
  cursor: string | null;
};

/** What a person did from the console, in words. */
export type ActView = {
  about: "runs" | "states" | "deletions" | "settings" | "keys" | "users";
  outcome: "done" | "refused" | "failed";
  /** What it is about, and a sentence of who did what. */
  title: string;
  text: string;
};

/** One entry of the timeline. `at` is ISO 8601 with microseconds. */
export type ActivityEntry = { key: string; at: string } & (
  | { source: "run"; run: RunView }
  | { source: "state"; state: SyncState; reason: string | null }
  | { source: "held"; count: number; reason: string }
  | ({ source: "act" } & ActView)
);

export type ActivityPage = {
  /** Newest first. */
  entries: ActivityEntry[];
  next: string | null;
  /** Everybody who has acted here, for the filter. */
  actors: string[];
  readAt: string;
};

/** A run with what stands around it. Null where there is none. */
export type RunPageView = {
  run: RunView;
  provider: string;
  previous: string | null;
  next: string | null;
  /** The first users whom it left to a person; no reason: settled since. */
  left: { userId: string; reason: string | null; open: boolean }[];
  /** What a verify found and did not touch; none are kept of one that a later verify has replaced. */
  differences: {
    total: number;
    first: { userId: string; kind: "missing" | "changed" | "extra"; fields: string[] }[];
  } | null;
};

/** One open change, its past, and the user as the provider gives it at this moment. */
export type InspectedChange = Pick<UserChange, "kind" | "reason" | "receivedAt" | "deliveries" | "history"> & {
  eventId: string;
  userId: string;
  attempts: number;
  /** How often the provider's answer contradicted the event. */
  asked: number;
  /** The provider's own time of the change, where the event named one. */
  sourceUpdatedAt: string | null;
  provider: string;
  now: UserSide<Pick<SyncedUser, "name" | "email" | "createdAt" | "updatedAt">>;
};

/** A sentence whose times the browser writes: how long ago, a clock time, or something in mono. */
export type Words = (string | { ago: string } | { clock: string } | { code: string })[];

export type CheckState = "failing" | "waiting" | "not-checked" | "passing";

/** One thing that has to be so. `okAt`: when it was last known to be. */
export type CheckView = {
  name: string;
  state: CheckState;
  finding: Words;
  /** What to do, where it is not passing and somebody can do something. */
  fix?: Words;
  links?: { label: string; href: string }[];
  okAt: string | null;
};

/** Milliseconds from event to row, of the last 24 hours; null where nothing came in. */
type LagView = Record<"p50" | "p95" | "p99", number | null>;

/** What the provider is asked. `perMinute` null: it documents no limit. `used`: per minute, over the last five. */
export type BudgetView = { perMinute: number | null; share: number; used: number; blockedUntil: string | null };

/** Beside what IntegrationStatus says. `rows` null: they were not counted just now. */
export type NumbersView = {
  rows: { live: number; deleted: number } | null;
  lag: LagView;
  outcomes: Record<ChartedOutcome, number>;
  budget: BudgetView;
};

/** Worst first. `probedAt`: when provider and database were asked for it; null while paused. */
export type ChecksView = { checks: CheckView[]; numbers: NumbersView; probedAt: string | null };

export type ChartedOutcome = "applied" | "askedAgain" | "duplicate" | "superseded" | "parked" | "held";

/** By the name that the address has for it: the length of one stretch, and how many there are. */
export const chartRanges = {
  "1h": { seconds: 60, stretches: 60 },
  "24h": { seconds: 1800, stretches: 48 },
  "7d": { seconds: 10_800, stretches: 56 },
  "30d": { seconds: 43_200, stretches: 60 },
} as const;
export type ChartRange = keyof typeof chartRanges;

/** One stretch of a chart. `lag`: the 95th percentile in milliseconds, null where nothing reached the table. */
export type ChartStretch = {
  at: string;
  outcomes: Record<ChartedOutcome, number>;
  lag: number | null;
  /** Full compares that ended, what they had to mend, and how many of them did not get everywhere. */
  compares: { ended: number; found: number; incomplete: number };
  calls: { answered: number; refused: number };
};

/** Every stretch of the range, oldest first, with those in which nothing happened. */
export type ChartsView = { range: ChartRange; stretches: ChartStretch[]; budgetPerMinute: number | null };

/** A difference that a verify has found, by the user's id. `fields`: the columns that say something else. */
export type DifferenceView = { userId: string; kind: "missing" | "changed" | "extra"; fields: string[] };

/** What the last verify that has ended found. */
export type VerifyResult = {
  run: RunView;
  counts: { missing: number; changed: number; extra: number };
  /** The first ones by id. */
  first: DifferenceView[];
  /** No later check has said something about all rows: the result stands, and may be repaired. */
  stands: boolean;
  /** Changes that a repair has put into the inbox, and how many of them wait. */
  repair: { changes: number; waiting: number };
};

/** The parity check. `blocked`: why a new one cannot begin now. */
export type VerifyView = {
  provider: string;
  schema: SchemaName;
  /** The verify under way. */
  running: RunView | null;
  last: VerifyResult | null;
  blocked: "first-copy" | "compare" | "paused" | null;
};
