import type { Server } from "./postgres";
import { median } from "./stats";

/** One result. `must` and `aim` are the least where `bound` is "least", else the most. Times are in ms. */
export type Figure = {
  name: string;
  value: number;
  unit: "×" | "rows" | "ms" | "kB";
  bound: "least" | "most";
  must: number;
  aim: number;
  met: boolean;
  detail: Record<string, number | string>;
  /** Date and commit, in a report. */
  at?: string;
};

/** What a measurement is given: the run's own Postgres, and whether it only has to show that everything works. */
export type Bench = {
  server: Server;
  quick: boolean;
  /** How often baseline and subject take turns. */
  rounds: number;
  note(line: string): void;
};

type Goal = Pick<Figure, "name" | "unit" | "bound" | "must" | "aim">;

const rounded = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(3)));

export function figure(goal: Goal, value: number, detail: Figure["detail"]): Figure {
  const met = goal.bound === "least" ? value >= goal.must : value <= goal.must;
  const exact = Object.entries(detail).map(([key, each]) => [key, typeof each === "number" ? rounded(each) : each]);
  return { ...goal, value: rounded(value), met, detail: Object.fromEntries(exact) };
}

/** The median of ratios, each of two neighbours in time, and how far they lay apart. */
export function ratios(subjects: number[], baselines: number[]): { value: number; spread: string } {
  const all = subjects.map((subject, round) => subject / (baselines[round] ?? Number.NaN));
  const spread = `${rounded(Math.min(...all))} to ${rounded(Math.max(...all))}, ${all.length} rounds`;
  return { value: median(all), spread };
}
