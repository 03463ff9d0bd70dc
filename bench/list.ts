import { openTarget } from "@/lib/target/connect";
import { parseConnectionString } from "@/lib/target/connection";
import { encodeCursor } from "@/lib/target/cursor";
import { createTable } from "@/lib/target/schema";
import { isoTime } from "@/lib/target/time";
import type { Target, UsersQuery } from "@/lib/target/types";
import { listUsers } from "@/lib/target/users-list";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { facts, fillUsers } from "./lib/filled";
import { median, percentile, repeat, timed } from "./lib/stats";

const table = { schema: "neon_auth" as const, integrationId: "bench", adopted: false };
const first: UsersQuery = { search: "", sort: "created_at", direction: "desc", show: "live", cursor: null, limit: 50 };

/** Every filter, order and search by itself, and a few together that no one index answers. */
const narrowed: Record<string, Partial<UsersQuery>> = {
  verified: { verified: true },
  unverified: { verified: false },
  banned: { banned: true },
  notBanned: { banned: false },
  deleted: { show: "deleted" },
  all: { show: "all" },
  since24h: { since: "24h" },
  since7d: { since: "7d" },
  since30d: { since: "30d" },
  byCreated: { direction: "asc" },
  byUpdated: { sort: "updated_at" },
  byName: { sort: "name", direction: "asc" },
  byEmail: { sort: "email", direction: "asc" },
  prefix: { search: "gr" },
  substring: { search: "opper" },
  bannedUnverified: { banned: true, verified: false },
  deletedByName: { show: "deleted", sort: "name", direction: "asc" },
  substringByName: { search: "opper", sort: "name", direction: "asc" },
};

type Place = { target: Target; url: string; pages: UsersQuery[]; searches: UsersQuery[] };

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
  await fillUsers(url, table, users);
  await server.checkpoint();
  // A name that many have, an e-mail that one has, one that nobody has, and a beginning.
  const searches = ["hopper", `.${Math.floor(users / 3)}@`, "nobody at all", "jo"];
  return {
    target,
    url,
    pages: [first, await middle(target, users)],
    searches: searches.map((search) => ({ ...first, search })),
  };
}

/** The p95 in ms of these queries in turn. */
async function p95({ target }: Place, queries: UsersQuery[]): Promise<number> {
  const ask = (n: number) => listUsers(target, table, queries[n % queries.length] ?? first, facts);
  return percentile(await repeat(20, (n) => timed(() => ask(n))), 0.95);
}

/** By what was asked for, one p95 per round. */
type Times = { page: number[]; search: number[]; narrowed: Record<string, number[]> };
const noTimes = (): Times => ({ page: [], search: [], narrowed: {} });

async function round(place: Place, times: Times): Promise<void> {
  times.page.push(await p95(place, place.pages));
  times.search.push(await p95(place, place.searches));
  for (const [name, query] of Object.entries(narrowed))
    times.narrowed[name] = [...(times.narrowed[name] ?? []), await p95(place, [{ ...first, ...query }])];
}

type Sizes = { few: number; many: number; small: Times; big: Times };

function scaleFigure({ few, many, small, big }: Sizes): Figure {
  const [page, search] = [ratios(big.page, small.page), ratios(big.search, small.search)];
  return figure(
    { name: "list.scale", unit: "×", bound: "most", must: 2, aim: 1.2 },
    Math.max(page.value, search.value),
    {
      page: page.value,
      search: search.value,
      [`pageMsAt${few}`]: median(small.page),
      [`pageMsAt${many}`]: median(big.page),
      [`searchMsAt${few}`]: median(small.search),
      [`searchMsAt${many}`]: median(big.search),
      rounds: small.page.length,
    },
  );
}

function filtersFigure({ few, many, small, big }: Sizes): Figure {
  const all = Object.entries(big.narrowed).map(([name, times]) => {
    const before = small.narrowed[name] ?? [];
    return { name, ms: median(times), before: median(before), ratio: ratios(times, before).value };
  });
  const [slowest] = all.toSorted((a, b) => b.ms - a.ms);
  const [grown] = all.toSorted((a, b) => b.ratio - a.ratio);
  return figure({ name: "list.filters", unit: "ms", bound: "most", must: 100, aim: 50 }, slowest?.ms ?? Number.NaN, {
    slowest: slowest?.name ?? "",
    [`slowestMsAt${few}`]: slowest?.before ?? Number.NaN,
    mostGrown: grown?.name ?? "",
    mostGrownRatio: grown?.ratio ?? Number.NaN,
    ...Object.fromEntries(all.map(({ name, ms }) => [`${name}MsAt${many}`, ms])),
    rounds: small.page.length,
  });
}

/** A users page, a search, and every filter and order in a big table, against a small one. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const [few, many] = bench.quick ? [1_000, 10_000] : [10_000, 1_000_000];
  const places = { small: await makePlace(bench, few), big: await makePlace(bench, many) };
  const times = { small: noTimes(), big: noTimes() };
  await round(places.small, noTimes());
  await round(places.big, noTimes());
  for (let n = 0; n < bench.rounds; n++) {
    await round(places.small, times.small);
    await round(places.big, times.big);
    bench.note(`list, round ${n + 1}`);
  }
  for (const { target, url } of Object.values(places)) {
    await target.end();
    await bench.server.dropDatabase(url);
  }
  const sizes = { few, many, ...times };
  return [scaleFigure(sizes), filtersFigure(sizes)];
}
