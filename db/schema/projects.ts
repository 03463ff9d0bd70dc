import { boolean, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { ofAccount } from "./accounts";
import { at, createdAt, id } from "./columns";

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

/** The project that a row belongs to, and goes with. */
export const ofProject = () =>
  text()
    .notNull()
    .references(() => projects.id, { onDelete: "cascade" });

export const roles = ["owner", "admin", "viewer"] as const;

export const members = pgTable(
  "members",
  {
    projectId: ofProject(),
    accountId: ofAccount(),
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
    projectId: ofProject(),
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
