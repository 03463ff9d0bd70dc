import type { Problem } from "@/db/schema";
import type { CredentialMeta, ProviderProject, QuickLinks } from "@/lib/providers/types";
import type { ForeignKey, SchemaName } from "@/lib/target/types";

/** Worst first; see the status vocabulary in docs/decisions.md. */
export const syncStates = ["action-required", "degraded", "backfilling", "catching-up", "in-parity"] as const;
export type SyncState = (typeof syncStates)[number];

/** What a card, a form and a page head show of a provider; safe for the browser. */
export type ProviderView = {
  id: string;
  name: string;
  tagline: string;
  docsUrl: string;
  keyHelp: { text: string; url: string };
  fields: ({ name: string } & CredentialMeta)[];
};

export type RunView = {
  id: string;
  kind: "backfill" | "reconcile" | "delta";
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
  providerCount: number | null;
  providerCountedAt: string | null;
  lastWrittenAt: string | null;
  lastCheckedAt: string | null;
  nextCheckAt: string | null;
  revision: number;
  problem: Problem | null;
  webhook: WebhookView | null;
  connectedBy: string;
  connectedAt: string;
};

export type WebhookView = {
  mode: "registered" | "manual";
  url: string;
  instructions: string[];
  secretFrom: "rollcall" | "provider";
  lastEventAt: string | null;
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
