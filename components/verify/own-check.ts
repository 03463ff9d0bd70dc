import type { SchemaName } from "@/lib/target/types";

type OwnCheck = { title: string; code: string; proves: string };

/** What a person can ask the database without Rollcall, and what the answer proves. */
export const ownChecks = (schema: SchemaName, provider: string): OwnCheck[] => [
  {
    title: "How many rows",
    code: `SELECT count(*) FILTER (WHERE deleted_at IS NULL) AS live,
       count(*) FILTER (WHERE deleted_at IS NOT NULL) AS deleted
FROM ${schema}.users_sync;`,
    proves: `Another number than at ${provider} proves a difference. The same number proves nothing: a missing row and an extra one make up for each other.`,
  },
  {
    title: "One user",
    code: `SELECT id, name, email, created_at, updated_at, deleted_at,
       jsonb_pretty(raw_json) AS raw_json
FROM ${schema}.users_sync
WHERE id = 'the user''s id';`,
    proves: `Beside the same user at ${provider}, it proves this row at this moment, and no other.`,
  },
  {
    title: "A fingerprint of all rows",
    code: `SELECT count(*) AS rows,
       md5(string_agg(md5(json_build_array(
         id, name, email, extract(epoch FROM created_at),
         extract(epoch FROM updated_at), extract(epoch FROM deleted_at), raw_json
       )::text), '' ORDER BY id COLLATE "C")) AS fingerprint
FROM ${schema}.users_sync;`,
    proves: `The same fingerprint before and after proves that no row has changed in between, as by a parity check. It cannot say what ${provider} has: for that, somebody has to ask ${provider} for every user, which is what Verify does.`,
  },
];
