/** The allow-list of what a connection string may say. */
export type Connection = {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** `disable`: plain; `require`: TLS without checking the certificate; `verify-full`: TLS, checked against the system's authorities. */
  tls: "disable" | "require" | "verify-full";
};

export type Rows<T> = { rows: T[]; rowCount: number };

export interface Queryable {
  query<T extends object>(text: string, values?: unknown[]): Promise<Rows<T>>;
}

/** The customer's database, over `pg` or, for Neon hosts, `@neondatabase/serverless`. */
export interface Target extends Queryable {
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

export const schemaPresets = ["neon_auth", "seren_auth", "neon_identity"] as const;
export type SchemaName = (typeof schemaPresets)[number];

/** Which users_sync, and on whose behalf: every write checks that the claim on the table is still ours. */
export type Table = { schema: SchemaName; integrationId: string; adopted: boolean };

/** The clock before the provider is asked. Both are text: bigint and LSN do not fit a number. */
export type Floor = { floor: string; epoch: string };

/** One row to store. Times are ISO 8601. */
export type UserRow = {
  id: string;
  name: string | null;
  email: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  raw: object;
};

export type WriteOutcome = {
  /** Accepted by the guard (whether or not anything had to be written). */
  accepted: string[];
  /** How many rows of users_sync were really written. */
  written: number;
  /** Superseded: a later read had already written, or the clock's epoch is over. Read again; no failed attempt. */
  refused: string[];
  /** Rows that Postgres cannot store, found by bisection. The reason holds no profile. */
  unwritable: { id: string; reason: string }[];
};

/** How long ago a sign-up may be, in hours. */
export const signUpHours = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

/** Which rows are listed. What is absent does not matter. */
export type UsersFilter = {
  search: string;
  show: "live" | "deleted" | "all";
  verified?: boolean;
  banned?: boolean;
  since?: keyof typeof signUpHours;
};

/** Whether anything but `show` narrows the list. */
export const isNarrowed = ({ search, verified, banned, since }: UsersFilter): boolean =>
  search.trim() !== "" || verified !== undefined || banned !== undefined || since !== undefined;

export type UsersQuery = UsersFilter & {
  sort: "created_at" | "updated_at" | "name" | "email";
  direction: "asc" | "desc";
  /** Opaque, from a page's `next` or `previous`. */
  cursor: string | null;
  limit: number;
};

/**
 * What raw_json says of a user, as SQL/JSON path predicates; absent where the provider says no such thing. `$now` is the time
 * (ISO 8601, UTC), and stands only where an earlier one makes the predicate true as well: `$.until > $now`.
 */
export type UserFacts = { verified?: string; banned?: string };

export type SyncedUser = {
  id: string;
  name: string | null;
  email: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  deletedAt: string | null;
  /** From raw_json where the provider has such a notion; null where it does not. */
  verified: boolean | null;
  banned: boolean;
};

export type UsersPage = { users: SyncedUser[]; next: string | null; previous: string | null };

export type UserCounts = { live: number; deleted: number };

/** How many rows a filter leaves; `exact` false: that many, and more. */
export type MatchCount = { count: number; exact: boolean };

/** A foreign key of the customer's that points at users_sync. */
export type ForeignKey = { table: string; constraint: string; columns: string[]; onDelete: string };

/** How many rows there are; `exact` false: the server's own estimate, null where it has none yet. */
export type RowCounts = { live: number | null; deleted: number | null; exact: boolean };

/** An index of users_sync; `valid` false: it was cut short while it was built, and is not used. */
export type TableIndex = { name: string; definition: string; bytes: number; valid: boolean };

/** Bytes; `total` is with indexes and with what is stored aside. */
export type TableSize = { total: number; indexes: number };

/** What the role needs for one thing of Rollcall's, and what of it the role lacks; `grant` is what gives it that. */
export type DatabaseRight = {
  kind: "schema" | "sequence" | "table";
  name: string;
  rights: string[];
  /** Not there yet: the role needs to be allowed to make it. */
  there: boolean;
  lacking: string[];
  grant: string | null;
};
