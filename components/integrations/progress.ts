import type { RunView } from "@/lib/integrations/views";

export type RunProgress = {
  done: number;
  /** Null where the provider gives no total: then there is no percent and no time left either. */
  total: number | null;
  /** 0 to 99 while pages are read: only the end of the walk is 100. */
  percent: number | null;
  /** Users per second; null until there is enough to tell. */
  rate: number | null;
  secondsLeft: number | null;
};

const secondsOf = (run: RunView) => (Date.parse(run.progressAt) - Date.parse(run.startedAt)) / 1000;

/** How far a walk is. Measured between its start and its last page, so the rate holds still between two looks. */
export function runProgress(run: RunView): RunProgress {
  const { seen: done, expected: total, phase } = run;
  const seconds = secondsOf(run);
  const rate = done > 0 && seconds >= 1 ? done / seconds : null;
  if (total === null || total === 0) return { done, total: null, percent: null, rate, secondsLeft: null };
  const percent = phase === "suspects" ? 99 : Math.min(99, Math.floor((100 * done) / total));
  const left = Math.max(0, total - done);
  return { done, total, percent, rate, secondsLeft: rate === null || left === 0 ? null : left / rate };
}
