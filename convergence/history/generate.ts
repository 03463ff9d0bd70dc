import fc from "fast-check";
import { type History, history } from "./steps";

/** So many at a time, which gives each of them another bias. */
const chunk = 50;

/** The nth history of a seed. */
export function historyAt(seed: number, n: number): History {
  const chunks = Math.floor(n / chunk);
  const [found] = fc.sample(history, { seed: seed * 1_000_003 + chunks, numRuns: chunk }).slice(n % chunk);
  if (!found) throw new Error("fast-check gave fewer histories than asked for");
  return found;
}
