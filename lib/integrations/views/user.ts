import type { Decision, Problem } from "@/db/schema";
import type { PublicError } from "@/lib/errors";
import type { Json } from "@/lib/providers/types";
import type { SchemaName, SyncedUser } from "@/lib/target/types";
import type { IntegrationStatus, RunView } from "./integration";

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
