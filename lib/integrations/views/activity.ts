import type { SyncState } from "@/lib/sync-state";
import type { SyncedUser } from "@/lib/target/types";
import type { RunView } from "./integration";
import type { UserChange, UserSide } from "./user";

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
