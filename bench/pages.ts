import { Client } from "undici";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { corePages, type SignedIn, startSignedIn } from "./lib/signed-in";
import { median, percentile, timed } from "./lib/stats";

/** What those pages read once they stand, or as somebody types and chooses. Each page of users comes with its counts. */
const readsOf = ({ projectId, userId }: SignedIn): Record<string, string> => {
  const api = `/api/projects/${projectId}`;
  const users = (query: string) => `${api}/users?${query}`;
  return {
    users: users("show=all"),
    typedTwo: users("show=all&q=jo"),
    typedName: users("show=all&q=hopper"),
    typedEmail: users("show=all&q=.3333@"),
    typedNobody: users("show=all&q=nobody+at+all"),
    live: users("show=live"),
    deleted: users("show=deleted"),
    verified: users("show=all&verified=yes"),
    unverified: users("show=all&verified=no"),
    banned: users("show=all&banned=yes"),
    since: users("show=all&since=30d"),
    byName: users("show=all&sort=name&dir=asc"),
    user: `${api}/users/${userId}`,
    status: `${api}/status`,
    charts: `${api}/charts?range=7d`,
    checks: `${api}/checks`,
    verify: `${api}/verify`,
    activity: `${api}/activity?kind=all&range=30d`,
  };
};

type Ask = () => Promise<void>;

/** Asks one server for one address over one kept connection, to the last byte, as a browser does that is signed in. */
function asker(client: Client, path: string, cookie = ""): Ask {
  const headers = { cookie, accept: "text/html,application/json", "accept-encoding": "gzip" };
  return async () => {
    const { statusCode, body } = await client.request({ method: "GET", path, headers });
    await body.dump({ limit: Number.POSITIVE_INFINITY });
    if (statusCode !== 200) throw new Error(`${path} was answered ${statusCode}`);
  };
}

/** Milliseconds of each, a list per round. */
type Times = Record<string, number[][]>;

async function round(asks: Record<string, Ask>, times: Times, turns: number): Promise<void> {
  for (const name of Object.keys(asks)) times[name] = [...(times[name] ?? []), []];
  for (let turn = 0; turn < turns; turn++)
    for (const [name, ask] of Object.entries(asks)) times[name]?.at(-1)?.push(await timed(ask));
}

/** Medians and 95th percentiles in ms, and each address's median against the empty page's of the same round. */
function toFigure(name: string, { empty = [], ...times }: Times): Figure {
  const rows = Object.entries(times).map(([what, rounds]) => {
    const all = rounds.flat();
    return { what, p50: median(all), p95: percentile(all, 0.95), ratio: ratios(rounds.map(median), empty.map(median)) };
  });
  rows.sort((a, b) => b.p50 - a.p50);
  const detail = rows.flatMap(({ what, p50, p95, ratio }) => [
    [`${what}P50Ms`, p50],
    [`${what}P95Ms`, p95],
    [`${what}VsEmpty`, ratio.value],
  ]);
  const [worst] = rows;
  return figure({ name, unit: "ms", bound: "most", must: 100, aim: 50 }, worst?.p50 ?? Number.NaN, {
    slowest: worst?.what ?? "",
    rounds: empty.length,
    emptyP50Ms: median(empty.flat()),
    emptyP95Ms: percentile(empty.flat(), 0.95),
    ...Object.fromEntries(detail),
  });
}

/** How long the console's pages and what they read take on the server, with a million users and 50 projects. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const place = await startSignedIn(bench, bench.quick ? 30_000 : 1_000_000);
  const [ours, empty] = [new Client(place.console.url), new Client(place.empty.url)];
  const cookie = `${place.cookie.name}=${place.cookie.value}`;
  const withEmpty = (paths: Record<string, string>) => ({
    empty: asker(empty, "/"),
    ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, asker(ours, path, cookie)])),
  });
  const sides = { pages: withEmpty(corePages(place)), reads: withEmpty(readsOf(place)) };
  const times = { pages: {} as Times, reads: {} as Times };
  for (const each of Object.values(sides)) await round(each, {}, 10);
  for (let n = 0; n < bench.rounds; n++) {
    await round(sides.pages, times.pages, bench.quick ? 5 : 20);
    await round(sides.reads, times.reads, bench.quick ? 5 : 20);
    bench.note(`pages, round ${n + 1}`);
  }
  await Promise.all([ours.close(), empty.close()]);
  await place.stop();
  return [toFigure("page.server_time", times.pages), toFigure("page.read_time", times.reads)];
}
