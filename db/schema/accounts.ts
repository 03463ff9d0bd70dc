import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, createdAt, id } from "./columns";

/** People who sign in to this console. */
export const accounts = pgTable("accounts", {
  id: id(),
  name: text().notNull(),
  createdAt: createdAt(),
});

/** The account that a row belongs to, and goes with. */
export const ofAccount = () =>
  text()
    .notNull()
    .references(() => accounts.id, { onDelete: "cascade" });

/** One-time links: only the hash of the token is kept. */
export const signInLinks = pgTable("sign_in_links", {
  tokenHash: text().primaryKey(),
  createdAt: createdAt(),
  expiresAt: at().notNull(),
  usedAt: at(),
});

/** A session token names a row here, so that a session can be listed, revoked and expired. */
export const sessions = pgTable("sessions", {
  id: id(),
  accountId: ofAccount(),
  userAgent: text().notNull().default(""),
  createdAt: createdAt(),
  lastSeenAt: createdAt(),
  expiresAt: at().notNull(),
  revokedAt: at(),
});

/** Who a person is at an identity provider: only this pair tells them apart, never an e-mail. */
export const identities = pgTable(
  "identities",
  {
    provider: text().notNull(),
    subject: text().notNull(),
    accountId: ofAccount(),
    /** For people to recognise each other by; verified when it was stored. */
    email: text(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index("identities_by_account").on(t.accountId)],
);
