import { boolean, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, createdAt, newId } from "./columns";
import { ofProject } from "./projects";

/** The Connect steps of one project and provider, kept so that reload and back lose nothing. */
export const connectDrafts = pgTable(
  "connect_drafts",
  {
    projectId: ofProject(),
    providerId: text().notNull(),
    /** The integration that Connect will make: fixed from the start, so that a Connect that was cut short can be repeated. */
    integrationId: newId().notNull(),
    credentials: text().notNull(),
    /** What a person may see of each credential: whole if public, prefix and last four if secret. */
    hints: jsonb().$type<Record<string, string>>().notNull(),
    providerProjectId: text(),
    providerProjectName: text(),
    provisioned: boolean().notNull().default(false),
    updatedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.providerId] })],
);

/** An authorization under way at a provider. Bound to the session that began it, used once, valid for ten minutes. */
export const oauthRequests = pgTable("oauth_requests", {
  stateHash: text().primaryKey(),
  sessionId: text().notNull(),
  projectId: ofProject(),
  providerId: text().notNull(),
  /** Sealed PKCE verifier. */
  codeVerifier: text().notNull(),
  expiresAt: at().notNull(),
});
