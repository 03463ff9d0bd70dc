import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { atRate, saturating } from "./lib/load";
import { median, percentile } from "./lib/stats";
import { type BothSides, startBothSides } from "./lib/webhooks";

const perSecond = 50;
const connections = 8;

type Times = { p50: number; p99: number; fullP99: number; fullPerSecond: number };

/** One side under a constant rate and then as fast as it can. */
async function load(sides: BothSides, side: "ours" | "naive", quick: boolean): Promise<Times> {
  const { url } = sides[side];
  const paced = await atRate(url, await sides.change(quick ? 100 : 1000), perSecond);
  const crowd = await sides.change(quick ? 200 : 2000);
  const began = performance.now();
  const full = await saturating(url, crowd, connections);
  const fullPerSecond = (crowd.length / (performance.now() - began)) * 1000;
  return { p50: median(paced), p99: percentile(paced, 0.99), fullP99: percentile(full, 0.99), fullPerSecond };
}

/** How long a webhook waits for its 2xx, against the textbook handler at the same load. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const sides = await startBothSides(bench);
  for (const side of ["ours", "naive"] as const) await load(sides, side, true);
  const times = { ours: [] as Times[], naive: [] as Times[] };
  for (let round = 0; round < bench.rounds; round++) {
    for (const side of ["naive", "ours"] as const) times[side].push(await load(sides, side, bench.quick));
    bench.note(`ack, round ${round + 1}`);
  }
  await sides.stop();
  const of = (side: "ours" | "naive", key: keyof Times) => times[side].map((each) => each[key]);
  const { value, spread } = ratios(of("ours", "p99"), of("naive", "p99"));
  return [
    figure({ name: "ack.vs_naive", unit: "×", bound: "most", must: 2, aim: 1 }, value, {
      spread,
      perSecond,
      p50Ms: median(of("ours", "p50")),
      p99Ms: median(of("ours", "p99")),
      naiveP50Ms: median(of("naive", "p50")),
      naiveP99Ms: median(of("naive", "p99")),
      fullP99Ratio: ratios(of("ours", "fullP99"), of("naive", "fullP99")).value,
      fullPerSecond: median(of("ours", "fullPerSecond")),
      naiveFullPerSecond: median(of("naive", "fullPerSecond")),
    }),
  ];
}
