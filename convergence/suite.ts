import { Violation, type ViolationKind } from "./driver/violation";
import { historyAt } from "./history/generate";
import { count, play, type Tally } from "./history/play";
import { shrink } from "./history/shrink";
import type { History } from "./history/steps";
import { faults } from "./model/faults";
import { listPoints, playPoint } from "./scripted/kill-points";
import { listMeetings, playMeeting } from "./scripted/races";
import { listWakes, playWake } from "./scripted/wakes";
import type { Route, Stage } from "./stage/stage";

export type Order = {
  seed: number;
  histories: number;
  /** Which of `workers` this one is: each plays its share. */
  worker: number;
  workers: number;
  /** Only these parts, in this order. */
  parts: Part[];
  /** Only these scenarios and races. */
  names?: string[];
  /** Only this history. */
  only?: number;
};

export type Failure = { violation: ViolationKind; message: string; where: string; steps: string[] };
export type Report = { worker: number; counts: Tally; faults: Tally; failure: Failure | null };

/** Milliseconds that one case may take before it counts as stuck. */
const patience = 60_000;

type Case = { where: string; route?: Route; history?: History; play(tally: Tally): Promise<void> };

const routeOf = (stage: Stage, n: number): Route => {
  if (n % 10 === 9 && stage.pgbouncer) return "pgbouncer";
  return n % 5 === 0 ? "direct" : "pooler";
};

async function* points(stage: Stage, { names }: Order): AsyncGenerator<Case> {
  for (const point of await listPoints(stage, names))
    yield { where: JSON.stringify(point), play: (tally) => counted(tally, "killPoints", playPoint(stage, point)) };
}

async function* races(stage: Stage, { names }: Order): AsyncGenerator<Case> {
  for (const race of await listMeetings(stage, names))
    yield { where: JSON.stringify(race), play: (tally) => counted(tally, "races", playMeeting(stage, race)) };
}

async function* wakes(stage: Stage): AsyncGenerator<Case> {
  for (const race of await listWakes(stage))
    yield { where: JSON.stringify(race), play: (tally) => counted(tally, "races", playWake(stage, race)) };
}

async function* histories(stage: Stage, { seed, histories: last, only }: Order): AsyncGenerator<Case> {
  for (let n = only ?? 0; n < (only === undefined ? last : only + 1); n++) {
    const history = historyAt(seed, n);
    const route = routeOf(stage, n);
    const where = `--seed ${seed} --only ${n} (${route})`;
    yield { where, route, history, play: (tally) => play(stage, history, route, tally) };
  }
}

const parts = { points, races, wakes, histories };
export type Part = keyof typeof parts;
export const allParts: Part[] = ["points", "races", "wakes", "histories"];

async function counted(tally: Tally, name: string, work: Promise<void>): Promise<void> {
  await work;
  count(tally, { [name]: 1 });
}

async function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Violation("unexpected", "it never ends")), patience);
  });
  await Promise.race([work, stuck]).finally(() => clearTimeout(timer));
}

const asViolation = (error: unknown): Violation =>
  error instanceof Violation ? error : new Violation("unexpected", String(error), error);

/** Plays this worker's share of the cases, up to the first violation. */
export async function playShare(stage: Stage, order: Order): Promise<Report> {
  const counts: Tally = {};
  const report = (failure: Failure | null): Report => ({
    worker: order.worker,
    counts,
    faults: { ...faults.counts },
    failure,
  });
  let current: Case | undefined;
  let n = 0;
  try {
    for (const part of order.parts) {
      current = undefined;
      for await (const next of parts[part](stage, order)) {
        if (order.only === undefined && n++ % order.workers !== order.worker) continue;
        current = next;
        await within(next.play(counts));
      }
    }
    return report(null);
  } catch (error) {
    return report(await explain(stage, current, asViolation(error)));
  }
}

/** What failed, and how little of it is enough to fail. */
async function explain(stage: Stage, failed: Case | undefined, violation: Violation): Promise<Failure> {
  const { kind, message } = violation;
  const where = failed?.where ?? "a scenario that nobody disturbs";
  const { history, route } = failed ?? {};
  if (!history || !route) return { violation: kind, message, where, steps: detailsOf(violation) };
  const fails = (candidate: History) =>
    within(play(stage, candidate, route, {})).then(
      () => false,
      (error: unknown) => asViolation(error).kind === kind,
    );
  const small = await shrink(history, fails);
  const { steps, ...rest } = small;
  const lines = [rest, ...steps].map((step) => JSON.stringify(step));
  return { violation: kind, message, where, steps: [...lines, ...detailsOf(violation)] };
}

/** The stack of whatever broke, and of what had caused that. */
function detailsOf({ cause }: { cause?: unknown }): string[] {
  return cause instanceof Error ? [cause.stack ?? cause.message, ...detailsOf(cause)] : [];
}
