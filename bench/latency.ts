import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Bench, type Figure, figure } from "./lib/figure";
import { atRate } from "./lib/load";
import { median, percentile } from "./lib/stats";
import { type BothSides, type Side, startBothSides } from "./lib/webhooks";

const perSecond = 50;
const longestWait = 30_000;

const tell = (table: string) => `
  create function public.tell() returns trigger language plpgsql as
    $$ begin perform pg_notify('row', new.id || ' ' || new.name); return null; end $$;
  create trigger tell after insert or update on ${table} for each row execute function public.tell()`;

/** Hears of every row of one side when it is committed. */
async function listen({ databaseUrl }: Side, table: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(tell(table));
  await client.query("listen row");
  const arrivals = new Map<string, number>();
  client.on("notification", ({ payload = "" }) => arrivals.set(payload, performance.now()));
  return { arrivals, end: () => client.end() };
}

/** Milliseconds from when each event was due to be sent until its row was committed. */
async function window(sides: BothSides, { url }: Side, arrivals: Map<string, number>, count: number) {
  arrivals.clear();
  const deliveries = await sides.change(count);
  const sent = new Map<string, number>();
  await atRate(url, deliveries, perSecond, ({ key }, at) => sent.set(key, at));
  const until = performance.now() + longestWait;
  while (arrivals.size < count && performance.now() < until) await sleep(10);
  // A row that never came counts as the longest wait.
  return deliveries.map(({ key }) => (arrivals.get(key) ?? until) - (sent.get(key) ?? 0));
}

/** From an event at 50 a second to its row in the table, against the textbook handler. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const sides = await startBothSides(bench);
  const heard = {
    ours: await listen(sides.ours, "neon_auth.users_sync"),
    naive: await listen(sides.naive, "public.users"),
  };
  const run = (side: "ours" | "naive", count: number) => window(sides, sides[side], heard[side].arrivals, count);
  await run("ours", 100);
  await run("naive", 100);
  const times = { ours: [] as number[][], naive: [] as number[][] };
  for (let round = 0; round < bench.rounds; round++) {
    for (const side of ["naive", "ours"] as const) times[side].push(await run(side, bench.quick ? 100 : 1000));
    bench.note(`latency, round ${round + 1}`);
  }
  await Promise.all([heard.ours.end(), heard.naive.end()]);
  await sides.stop();
  const of = (side: "ours" | "naive", share: number) => median(times[side].map((each) => percentile(each, share)));
  return [
    figure({ name: "latency.event_to_row", unit: "ms", bound: "most", must: 1000, aim: 150 }, of("ours", 0.99), {
      perSecond,
      p50Ms: of("ours", 0.5),
      p99Ms: of("ours", 0.99),
      naiveP50Ms: of("naive", 0.5),
      naiveP99Ms: of("naive", 0.99),
      rounds: times.ours.length,
    }),
  ];
}
