import type { Problem } from "@/db/schema";
import type { PublicError } from "@/lib/errors";
import type { CredentialMeta, ProviderProject, QuickLinks } from "@/lib/providers/types";
import type { ForeignKey, SchemaName, SyncedUser } from "@/lib/target/types";

/** Worst first; see the status vocabulary in docs/decisions.md. */
export const syncStates = ["action-required", "degraded", "backfilling", "catching-up", "paused", "in-parity"] as const;
export type SyncState = (typeof syncStates)[number];

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
  /** What becomes of the row of a deleted user. */
  deletion: { policy: "mark" | "erase"; holdBackHours: number };
  connectedBy: string;
  connectedAt: string;
};

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
