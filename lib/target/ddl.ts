import type { SchemaName } from "./types";

/** The contract with the customer: exactly these seven columns, all plain. */
const usersTable = (schema: SchemaName) => `
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE ${schema}.users_sync (
  id text PRIMARY KEY,
  name text,
  email text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  raw_json jsonb NOT NULL
);
CREATE INDEX users_sync_deleted_at_idx ON ${schema}.users_sync (deleted_at);
`;

// CACHE must stay 1: a larger one hands values out in another order than they are drawn.
const bookkeeping = (schema: SchemaName) => `
CREATE SCHEMA IF NOT EXISTS rollcall;
CREATE SEQUENCE IF NOT EXISTS rollcall.clock CACHE 1;
CREATE TABLE IF NOT EXISTS rollcall.claims (
  schema_name text PRIMARY KEY,
  integration_id text NOT NULL,
  claimed_at timestamptz DEFAULT now()
);
CREATE TABLE IF NOT EXISTS rollcall.${schema}_row_versions (
  user_id text PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea,
  hash_seq bigint,
  deleted boolean NOT NULL DEFAULT false
) WITH (fillfactor = 80);
`;

/**
 * What a connect creates: the text that is shown is the text that runs. With `existing`, users_sync is there already
 * and stays as it is. Besides, the claim's row is written, and a database owner other than the role gets to read.
 */
export const ddl = (schema: SchemaName, existing = false): string =>
  `${existing ? "" : usersTable(schema)}${bookkeeping(schema)}`.trim();
