const lines = 3;

/** The height of a chart whose highest mark is `highest`: three equal steps of a round number, whole ones for counts. */
export function roundTop(highest: number, whole: boolean): number {
  if (highest <= 0) return lines;
  const least = highest / lines;
  const power = 10 ** Math.floor(Math.log10(least));
  const steps = [1, 2, 2.5, 5, 10].map((step) => step * power);
  const step = steps.find((each) => each >= least * (1 - 1e-9) && (!whole || Number.isInteger(each)));
  return lines * (step ?? 1);
}

/** Zero and the three grid lines above it. */
export const gridValues = (top: number): number[] => [0, 1, 2, 3].map((line) => (line * top) / lines);

/** Which of `count` stretches get a label: at most `most`, evenly apart, the last one among them. */
export function labelled(count: number, most: number): number[] {
  const every = Math.max(1, Math.ceil(count / most));
  return Array.from({ length: count }, (_, at) => at).filter((at) => (count - 1 - at) % every === 0);
}

/** The stretches of a line between gaps, as the positions of their points. A gap stays a gap. */
export function unbroken(values: (number | null)[]): number[][] {
  const runs: number[][] = [];
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const run = runs.at(-1);
    if (run?.at(-1) === at - 1) run.push(at);
    else runs.push([at]);
  }
  return runs;
}
