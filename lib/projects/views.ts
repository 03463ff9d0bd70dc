import type { SyncState } from "@/lib/integrations/views";
import type { DatabaseRight, ForeignKey, RowCounts, SchemaName, TableIndex, TableSize } from "@/lib/target/types";

export type Role = "owner" | "admin" | "viewer";

/** Who acts. Every verb takes one and checks membership and role itself. */
export type Actor = { accountId: string; name: string; sessionId: string };

/** What a person may see of a project; the connection string never comes back. */
export type ProjectView = {
  id: string;
  name: string;
  host: string;
  database: string;
  databaseRole: string;
  isDemo: boolean;
  role: Role;
  createdAt: string;
};

export type ProjectListItem = ProjectView & {
  providerName: string | null;
  /** Null where no provider is connected. */
  state: SyncState | null;
  /** In this state; null where it has only just come into it. */
  since: string | null;
  /** Changes, counted up to 10,001. */
  waiting: number;
  /** The last full compare that came to its end. */
  provedAt: string | null;
};

export type SessionView = { id: string; userAgent: string; createdAt: string; lastSeenAt: string; current: boolean };

/** users_sync as it is in the customer's database. */
export type TableView = {
  schema: SchemaName;
  /** `generated`: a former Neon table, whose columns are derived from raw_json. */
  shape: "absent" | "plain" | "generated";
  /** Why Rollcall cannot write it, in a sentence. */
  problem: string | null;
  contents: {
    /** Null where the role may not read it. */
    rows: RowCounts | null;
    size: TableSize;
    indexes: TableIndex[];
    foreignKeys: ForeignKey[];
  } | null;
};

/** A project's database at the moment of reading. */
export type DatabaseView = {
  server: {
    version: string;
    role: string;
    port: number;
    tls: "disable" | "require" | "verify-full";
    /** A pooler in between lends its server connections. */
    pooled: boolean;
    neon: boolean;
    roundTripMillis: number;
  };
  rights: DatabaseRight[];
  /** Null where no provider is connected. */
  table: TableView | null;
};

export type MemberView = {
  accountId: string;
  name: string;
  role: Role;
  /** It is the actor. */
  isYou: boolean;
  since: string;
  /** Null for who has no session any more, and had none for long. */
  lastSeenAt: string | null;
  /** By which ways the person signs in; nothing for who came by a link. */
  identities: { way: string; email: string | null }[];
};

/** An invitation that nobody has accepted; its link was shown once and cannot be read again. */
export type InvitationView = {
  id: string;
  role: Role;
  label: string;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
};

/** Why an invitation is good no more; what was taken back leaves nothing behind. */
export type InvitationEnd = "used" | "expired" | "unknown";

/** What the holder of an invitation's link may see. */
export type OfferView = { project: string; role: Role; invitedBy: string; expiresAt: string };

export const auditOutcomes = ["done", "refused", "failed"] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export type AuditEntry = { id: number; at: string; actor: string; sentence: string; outcome: AuditOutcome };

/** `actor`: an account's id. At most one of `before` and `after`, an entry's id: the page begins below, or ends above it. */
export type AuditQuery = {
  actor: string | null;
  outcome: AuditOutcome | null;
  before: number | null;
  after: number | null;
};

export type AuditPage = {
  entries: AuditEntry[];
  /** `after` of the page before, `before` of the next one; null where there is none. */
  previous: number | null;
  next: number | null;
  /** Everybody who is in the log, for the filter. */
  actors: { accountId: string; name: string }[];
};
