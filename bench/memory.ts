import { connectProvider } from "./lib/console";
import { type Bench, type Figure, figure, ratios } from "./lib/figure";
import { startProvider } from "./lib/provider";
import { median } from "./lib/stats";
import { walkApart } from "./lib/walk-process";

const megabyte = 1024 * 1024;

async function peakOf({ server }: Bench, origin: string): Promise<number> {
  const connected = await connectProvider(server, origin);
  const { peakBytes } = await walkApart(connected);
  await connected.end();
  return peakBytes / megabyte;
}

/** Peak memory of the process that walks, with ten times the users and with a tenth of them. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const [few, many] = bench.quick ? [2_000, 20_000] : [50_000, 500_000];
  const small = await startProvider(few);
  const big = await startProvider(many);
  const peaks = { small: [] as number[], big: [] as number[] };
  for (let n = 0; n < bench.rounds; n++) {
    peaks.small.push(await peakOf(bench, small.origin));
    peaks.big.push(await peakOf(bench, big.origin));
    bench.note(`memory, round ${n + 1}`);
  }
  await Promise.all([small.stop(), big.stop()]);
  const { value, spread } = ratios(peaks.big, peaks.small);
  return [
    figure({ name: "memory.flat", unit: "×", bound: "most", must: 1.15, aim: 1.05 }, value, {
      spread,
      [`peakMbAt${few}`]: median(peaks.small),
      [`peakMbAt${many}`]: median(peaks.big),
    }),
  ];
}
