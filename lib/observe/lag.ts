/** Upper bounds in milliseconds of the bins of `minutes.lag`; what took longer than the last one is in a bin behind it. */
const bounds = [
  ...[50, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
  ...[1200, 1400, 1600, 1800, 2000, 2500, 3000, 4000, 5000, 7000, 10_000, 15_000, 20_000, 30_000, 45_000],
  ...[1, 1.5, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60, 120, 240, 480, 1440].map((minutes) => minutes * 60_000),
];

/** Adds `times` in milliseconds to bins, which become as long as the last one that counts something. */
export function addLags(bins: number[], times: number[]): void {
  for (const time of times) {
    const found = bounds.findIndex((bound) => time <= bound);
    const bin = found < 0 ? bounds.length : found;
    while (bins.length <= bin) bins.push(0);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
}

/** The sum of several minutes' bins. */
export function mergeBins(many: number[][]): number[] {
  const length = Math.max(0, ...many.map((bins) => bins.length));
  return Array.from({ length }, (_, bin) => many.reduce((sum, bins) => sum + (bins[bin] ?? 0), 0));
}

/**
 * The time in milliseconds below which the `share` (0 to 1) of all lies, drawn evenly over the bin it falls into. Null where
 * nothing was counted. Behind the last bound only that bound is known.
 */
export function quantile(bins: number[], share: number): number | null {
  const total = bins.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let before = 0;
  for (const [bin, count] of bins.entries()) {
    if (count > 0 && before + count >= rank) {
      const low = bin === 0 ? 0 : (bounds[bin - 1] ?? 0);
      const high = bounds[bin] ?? low;
      return low + ((high - low) * (rank - before)) / count;
    }
    before += count;
  }
  return null;
}
