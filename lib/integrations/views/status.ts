import type { SchemaName } from "@/lib/target/types";

import type { RunView } from "./integration";
/** A sentence whose times the browser writes: how long ago, a clock time, or something in mono. */
export type Words = (string | { ago: string } | { clock: string } | { code: string })[];

export type CheckState = "failing" | "waiting" | "not-checked" | "passing";

/** One thing that has to be so. `okAt`: when it was last known to be. */
export type CheckView = {
  name: string;
  state: CheckState;
  finding: Words;
  /** What to do, where it is not passing and somebody can do something. */
  fix?: Words;
  links?: { label: string; href: string }[];
  okAt: string | null;
};

/** Milliseconds from event to row, of the last 24 hours; null where nothing came in. */
type LagView = Record<"p50" | "p95" | "p99", number | null>;

/** What the provider is asked. `perMinute` null: it documents no limit. `used`: per minute, over the last five. */
export type BudgetView = { perMinute: number | null; share: number; used: number; blockedUntil: string | null };

/** Beside what IntegrationStatus says. `rows` null: they were not counted just now. */
export type NumbersView = {
  rows: { live: number; deleted: number } | null;
  lag: LagView;
  outcomes: Record<ChartedOutcome, number>;
  budget: BudgetView;
};

/** Worst first. `probedAt`: when provider and database were asked for it; null while paused. */
export type ChecksView = { checks: CheckView[]; numbers: NumbersView; probedAt: string | null };

export type ChartedOutcome = "applied" | "askedAgain" | "duplicate" | "superseded" | "parked" | "held";

/** By the name that the address has for it: the length of one stretch, and how many there are. */
export const chartRanges = {
  "1h": { seconds: 60, stretches: 60 },
  "24h": { seconds: 1800, stretches: 48 },
  "7d": { seconds: 10_800, stretches: 56 },
  "30d": { seconds: 43_200, stretches: 60 },
} as const;
export type ChartRange = keyof typeof chartRanges;

/** One stretch of a chart. `lag`: the 95th percentile in milliseconds, null where nothing reached the table. */
export type ChartStretch = {
  at: string;
  outcomes: Record<ChartedOutcome, number>;
  lag: number | null;
  /** Full compares that ended, what they had to mend, and how many of them did not get everywhere. */
  compares: { ended: number; found: number; incomplete: number };
  calls: { answered: number; refused: number };
};

/** What a run's bar is drawn from. */
export type ChartedRun = Pick<RunView, "id" | "kind" | "state" | "written" | "deleted" | "startedAt"> & {
  finishedAt: string;
};

/** Every stretch of the range, oldest first, with those in which nothing happened; and the last runs that ended in it. */
export type ChartsView = {
  range: ChartRange;
  stretches: ChartStretch[];
  runs: ChartedRun[];
  budgetPerMinute: number | null;
};

/** A difference that a verify has found, by the user's id. `fields`: the columns that say something else. */
export type DifferenceView = { userId: string; kind: "missing" | "changed" | "extra"; fields: string[] };

/** What the last verify that has ended found. */
export type VerifyResult = {
  run: RunView;
  counts: { missing: number; changed: number; extra: number };
  /** The first ones by id. */
  first: DifferenceView[];
  /** No later check has said something about all rows: the result stands, and may be repaired. */
  stands: boolean;
  /** Changes that a repair has put into the inbox, and how many of them wait. */
  repair: { changes: number; waiting: number };
};

/** The parity check. `blocked`: why a new one cannot begin now. */
export type VerifyView = {
  provider: string;
  schema: SchemaName;
  /** The verify under way. */
  running: RunView | null;
  last: VerifyResult | null;
  blocked: "first-copy" | "compare" | "paused" | null;
};
