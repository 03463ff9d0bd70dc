import type { History, Step } from "./steps";

/** Runs that a shrink may take. */
const patience = 300;

/** The step with less in it: nobody dies, nothing happens beside it. */
function simpler(step: Step): Step[] {
  if (step.do === "engine" && step.op.kill) return [{ ...step, op: { ...step.op, kill: null } }];
  if (step.do === "change" && step.lag > 0) return [{ ...step, lag: 0 }];
  if (step.do !== "both") return [];
  const [first, second] = step.ops;
  const alone: Step[] = step.ops.map((op) => ({ do: "engine", op }));
  const calm: Step = {
    ...step,
    ops: [
      { ...first, kill: null },
      { ...second, kill: null },
    ],
  };
  const halves = step.changes.map((_, n): Step => ({ ...step, changes: step.changes.filter((_, m) => m !== n) }));
  return [...alone, ...(first.kill || second.kill ? [calm] : []), ...halves];
}

/** Every history that is a little smaller: without a run of steps, the longest runs first, then with simpler steps. */
function* smaller({ steps }: History): Generator<Step[]> {
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = steps.length - size; at >= 0; at -= size) yield [...steps.slice(0, at), ...steps.slice(at + size)];
  for (const [n, step] of steps.entries()) for (const other of simpler(step)) yield steps.with(n, other);
}

/** The smallest history found that fails as this one does. */
export async function shrink(history: History, fails: (history: History) => Promise<boolean>): Promise<History> {
  let smallest = history;
  let left = patience;
  for (let isProgress = true; isProgress && left > 0; ) {
    isProgress = false;
    for (const steps of smaller(smallest)) {
      if (left-- <= 0) break;
      const candidate = { ...smallest, steps };
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      isProgress = true;
      break;
    }
  }
  return smallest;
}
