import type { SchemaName } from "./types";

/** One thing in the target that Rollcall works with: how it is made, and what a role that did not make it must be granted. */
export type DbObject = {
  kind: "schema" | "sequence" | "table";
  name: string;
  rights: string[];
  sql: string;
};

/** The contract with the customer: exactly these seven columns, all plain. */
const usersTable = (schema: SchemaName) => `CREATE TABLE ${schema}.users_sync (
  id text PRIMARY KEY,
  name text,
  email text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  raw_json jsonb NOT NULL
);
CREATE INDEX users_sync_deleted_at_idx ON ${schema}.users_sync (deleted_at);`;

// CACHE must stay 1: a larger one hands values out in another order than they are drawn.
const clock = "CREATE SEQUENCE IF NOT EXISTS rollcall.clock CACHE 1;";

const claims = `CREATE TABLE IF NOT EXISTS rollcall.claims (
  schema_name text PRIMARY KEY,
  integration_id text NOT NULL,
  claimed_at timestamptz DEFAULT now()
);`;

const versions = (schema: SchemaName) => `CREATE TABLE IF NOT EXISTS rollcall.${schema}_row_versions (
  user_id text PRIMARY KEY,
  seq bigint NOT NULL,
  hash bytea,
  hash_seq bigint,
  deleted boolean NOT NULL DEFAULT false
) WITH (fillfactor = 80);`;

const namespace = (name: string): DbObject => ({
  kind: "schema",
  name,
  rights: ["USAGE"],
  sql: `CREATE SCHEMA IF NOT EXISTS ${name};`,
});

/** In the order in which they are made. */
export const objectsOf = (schema: SchemaName): DbObject[] => [
  namespace(schema),
  { kind: "table", name: `${schema}.users_sync`, rights: ["SELECT", "INSERT", "UPDATE"], sql: usersTable(schema) },
  namespace("rollcall"),
  { kind: "sequence", name: "rollcall.clock", rights: ["SELECT", "UPDATE"], sql: clock },
  { kind: "table", name: "rollcall.claims", rights: ["SELECT", "INSERT", "UPDATE", "DELETE"], sql: claims },
  {
    kind: "table",
    name: `rollcall.${schema}_row_versions`,
    rights: ["SELECT", "INSERT", "UPDATE"],
    sql: versions(schema),
  },
];

/**
 * What a connect creates: the text that is shown is the text that runs, without what is there already. Besides, the
 * claim's row is written, and a database owner other than the role gets to read.
 */
export const ddl = (schema: SchemaName, objects = objectsOf(schema)): string =>
  objects.map(({ sql }) => sql).join("\n");
