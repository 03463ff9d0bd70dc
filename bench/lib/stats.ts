const sorted = (values: number[]) => [...values].sort((a, b) => a - b);

/** The smallest value that at least `share` (0 to 1) of all values do not exceed; NaN of nothing. */
export function percentile(values: number[], share: number): number {
  const all = sorted(values);
  return all[Math.max(0, Math.ceil(all.length * share) - 1)] ?? Number.NaN;
}

export function median(values: number[]): number {
  const all = sorted(values);
  const middle = all.length / 2;
  const [below = Number.NaN, above = below] = [all[Math.ceil(middle) - 1], all[Math.floor(middle)]];
  return (below + above) / 2;
}

/** Milliseconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** `work` for 0, 1, …, one after another. */
export async function repeat<T>(times: number, work: (round: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < times; round++) results.push(await work(round));
  return results;
}
