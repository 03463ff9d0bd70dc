import { setTimeout } from "node:timers/promises";
import { codeOf } from "./errors";

/** Deadlock, lock timeout, serialization failure: the statement was rolled back as a whole and may run again. */
const repeatable = new Set(["40P01", "55P03", "40001"]);
const pauses = [50, 200, 800];

/** Runs `work` again, a few times with growing pauses, where another transaction was in its way. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!repeatable.has(codeOf(error) ?? "")) throw error;
    }
    await setTimeout(pause * (0.5 + Math.random()));
  }
  return work();
}
