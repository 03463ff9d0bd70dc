import type { SyncState } from "@/lib/integrations/views";

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
  state: SyncState | null;
  since: string | null;
};

export type SessionView = { id: string; userAgent: string; createdAt: string; lastSeenAt: string; current: boolean };
