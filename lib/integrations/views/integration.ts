import type { Problem } from "@/db/schema";
import type { PublicError } from "@/lib/errors";
import type { CredentialMeta, ProviderProject, QuickLinks } from "@/lib/providers/types";
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
