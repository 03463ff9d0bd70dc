import type pg from "pg";
import { openTarget } from "@/lib/target/connect";
import { parseConnectionString } from "@/lib/target/connection";
import { encodeCursor } from "@/lib/target/cursor";
import { ensureIndexes } from "@/lib/target/indexes";
import { createTable } from "@/lib/target/schema";
import { isoTime } from "@/lib/target/time";
import type { Queryable, Target, UsersQuery } from "@/lib/target/types";
import { listUsers } from "@/lib/target/users-list";
import { withClient } from "./lib/copy";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { median, percentile, repeat, timed } from "./lib/stats";

const table = { schema: "neon_auth" as const, integrationId: "bench", adopted: false };
const first: UsersQuery = { search: "", sort: "created_at", direction: "desc", show: "live", cursor: null, limit: 50 };

/** Users of about 1 KB, every 50th deleted, in no order of their ids. */
const fill = `
insert into neon_auth.users_sync
select md5(i::text)::uuid::text, first || ' ' || last || ' ' || i, lower(first) || '.' || i || '@example.com',
  timestamptz '2022-01-01' + i * interval '90 seconds', timestamptz '2022-01-01' + i * interval '91 seconds',
  case when i % 50 = 0 then timestamptz '2026-01-01' end,
  jsonb_build_object('id', md5(i::text)::uuid, 'display_name', first || ' ' || last || ' ' || i,
    'primary_email', lower(first) || '.' || i || '@example.com', 'primary_email_verified', i % 7 <> 0,
    'is_restricted', false, 'client_metadata', jsonb_build_object('plan', 'free', 'note', repeat(md5(i::text), 10)),
    'server_metadata', jsonb_build_object('tags', jsonb_build_array('beta', md5((i + 1)::text)), 'seats', i % 40))
from generate_series(1, $1::int) i,
  lateral (select (array['Ada','Bjorn','Chiara','Dmitri','Elodie','Farah','Grace','Hiroshi','Ingrid','Joao'])[i % 10 + 1] as first,
    (array['Lovelace','Akesson','Rossi','Dupont','Haddad','Hopper','Tanaka','Nilsson','Costa'])[i % 9 + 1] as last) names`;

type Place = { target: Target; url: string; users: number; pages: UsersQuery[]; searches: UsersQuery[] };

/** Without the time limits of Rollcall's own connections. */
const readerOn = (client: pg.Client): Queryable => ({
  query: async <T extends object>(text: string, values?: unknown[]) => {
    const { rows, rowCount } = await client.query<T>(text, values);
    return { rows, rowCount: rowCount ?? 0 };
  },
});

/** The page that begins behind the row in the middle. */
async function middle(target: Target, users: number): Promise<UsersQuery> {
  const { rows } = await target.query<{ id: string; key: string }>(
    `select id, ${isoTime("created_at")} as key from neon_auth.users_sync order by created_at desc, id desc offset $1 limit 1`,
    [Math.floor(users / 2)],
  );
  const [row] = rows;
  if (!row) throw new Error("no row in the middle");
  return { ...first, cursor: encodeCursor(first, { side: "after", ...row }) };
}

async function makePlace({ server }: Bench, users: number): Promise<Place> {
  const url = await server.createDatabase();
  const target = openTarget(parseConnectionString(url), { maxConnections: 1 });
  await createTable(target, { ...table, allowGenerated: false });
  await withClient(url, async (client) => {
    await client.query(fill, [users]);
    await client.query("vacuum analyze neon_auth.users_sync");
    // As after a backfill.
    await ensureIndexes(readerOn(client), table, {});
  });
  await server.checkpoint();
  // A name that many have, an e-mail that one has, one that nobody has, and a beginning.
  const searches = ["hopper", `.${Math.floor(users / 3)}@`, "nobody at all", "jo"];
  return {
    target,
    url,
    users,
    pages: [first, await middle(target, users)],
    searches: searches.map((search) => ({ ...first, search })),
  };
}

/** The p95 in ms of these queries in turn. */
async function p95({ target }: Place, queries: UsersQuery[], times: number): Promise<number> {
  const all = await repeat(times, (n) => timed(() => listUsers(target, table, queries[n % queries.length] ?? first)));
  return percentile(all, 0.95);
}

type Times = { page: number[]; search: number[] };

async function round(place: Place, times: Times): Promise<void> {
  times.page.push(await p95(place, place.pages, 20));
  times.search.push(await p95(place, place.searches, 20));
}

/** A users page and a search in a big table, against a small one. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const [few, many] = bench.quick ? [1_000, 10_000] : [10_000, 1_000_000];
  const places = { small: await makePlace(bench, few), big: await makePlace(bench, many) };
  const small: Times = { page: [], search: [] };
  const big: Times = { page: [], search: [] };
  await round(places.small, { page: [], search: [] });
  await round(places.big, { page: [], search: [] });
  for (let n = 0; n < bench.rounds; n++) {
    await round(places.small, small);
    await round(places.big, big);
    bench.note(`list, round ${n + 1}`);
  }
  for (const { target, url } of Object.values(places)) {
    await target.end();
    await bench.server.dropDatabase(url);
  }
  const [page, search] = [ratios(big.page, small.page), ratios(big.search, small.search)];
  return [
    figure({ name: "list.scale", unit: "×", bound: "most", must: 2, aim: 1.2 }, Math.max(page.value, search.value), {
      page: page.value,
      search: search.value,
      [`pageMsAt${few}`]: median(small.page),
      [`pageMsAt${many}`]: median(big.page),
      [`searchMsAt${few}`]: median(small.search),
      [`searchMsAt${many}`]: median(big.search),
      rounds: bench.rounds,
    }),
  ];
}
