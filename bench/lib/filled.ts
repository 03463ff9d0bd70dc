import type pg from "pg";
import { getProvider } from "@/lib/providers";
import { ensureIndexes } from "@/lib/target/indexes";
import type { Queryable, Table } from "@/lib/target/types";
import { withClient } from "./copy";

/** Whose users the made-up ones are. */
export const { facts = {} } = getProvider("stack-auth");

/**
 * Users of about 1 KB in no order of their ids, one every 90 seconds and the last of them a moment ago: every 53rd is
 * deleted, every 503rd banned, every 7th not verified, which says nothing about anybody's name.
 */
const fill = `
insert into neon_auth.users_sync (id, name, email, created_at, updated_at, deleted_at, raw_json)
select md5(i::text)::uuid::text, first || ' ' || last || ' ' || i, lower(first) || '.' || i || '@example.com',
  now() - ($1::int - i) * interval '90 seconds', now() - ($1::int - i) * interval '89 seconds',
  case when i % 53 = 0 then now() end,
  jsonb_build_object('id', md5(i::text)::uuid, 'display_name', first || ' ' || last || ' ' || i,
    'primary_email', lower(first) || '.' || i || '@example.com', 'primary_email_verified', i % 7 <> 0,
    'is_restricted', false, 'restricted_by_admin', i % 503 = 0,
    'client_metadata', jsonb_build_object('plan', 'free', 'note', repeat(md5(i::text), 10)),
    'server_metadata', jsonb_build_object('tags', jsonb_build_array('beta', md5((i + 1)::text)), 'seats', i % 40))
from generate_series(1, $1::int) i,
  lateral (select (array['Ada','Bjorn','Chiara','Dmitri','Elodie','Farah','Grace','Hiroshi','Ingrid','Joao'])[i % 10 + 1] as first,
    (array['Lovelace','Akesson','Rossi','Dupont','Haddad','Hopper','Tanaka','Nilsson','Costa'])[i % 9 + 1] as last) names`;

/** Without the time limits of Rollcall's own connections. */
const unhurried = (client: pg.Client): Queryable => ({
  query: async <T extends object>(text: string, values?: unknown[]) => {
    const { rows, rowCount } = await client.query<T>(text, values);
    return { rows, rowCount: rowCount ?? 0 };
  },
});

/** Puts made-up users into the table, which gets the indexes that Rollcall adds after a backfill. */
export const fillUsers = (url: string, table: Table, users: number): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(fill, [users]);
    await client.query("vacuum analyze neon_auth.users_sync");
    await ensureIndexes(unhurried(client), table, facts);
  });
