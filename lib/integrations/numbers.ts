import type { Integration } from "@/db/queries/integrations";
import { type Stretch, sumMinutes } from "@/db/queries/minutes";
import { findBudget } from "@/db/queries/work";
import { mergeBins, quantile } from "@/lib/observe/lag";
import { getProvider } from "@/lib/providers";
import type { Probe } from "./checks/probe";
import type { BudgetView, ChartedOutcome, NumbersView } from "./views";

const minute = 60_000;
const dayMinutes = 24 * 60;
/** Over which the pace of calls is told. */
const paceMinutes = 5;

const chartedOutcomes = ["applied", "askedAgain", "duplicate", "superseded", "parked", "held"] as const;

/** Of some stretches together. */
export const outcomesOf = (stretches: Stretch[]): Record<ChartedOutcome, number> =>
  Object.fromEntries(
    chartedOutcomes.map((name) => [name, stretches.reduce((sum, stretch) => sum + stretch[name], 0)]),
  ) as Record<ChartedOutcome, number>;

/** Calls per minute that the provider is asked at most right now; null where it documents no limit. */
export async function readBudget({ id, providerId, budgetShare }: Integration) {
  const { limit } = getProvider(providerId);
  const budget = await findBudget(id);
  const documented = limit && (budgetShare / 100) * (limit.requests / limit.perSeconds);
  const perMinute = documented === null ? null : 60 * (budget?.rate ?? documented);
  return { perMinute, blockedUntil: budget?.blockedUntil?.toISOString() ?? null };
}

async function budgetView(integration: Integration, now: number): Promise<BudgetView> {
  // Whole minutes: the one under way has not counted everything.
  const until = Math.floor(now / minute) * minute;
  const [budget, minutes] = await Promise.all([
    readBudget(integration),
    sumMinutes(integration.id, new Date(until - paceMinutes * minute), 60),
  ]);
  const used = minutes.filter(({ at }) => at * 1000 < until).reduce((sum, { requests }) => sum + requests, 0);
  return { ...budget, share: integration.budgetShare, used: used / paceMinutes };
}

/** The numbers of the last 24 hours, and the rows as they were counted by `probe`. */
export async function readNumbers(
  integration: Integration,
  probe: Probe | null,
  now = Date.now(),
): Promise<NumbersView> {
  const [stretches, budget] = await Promise.all([
    sumMinutes(integration.id, new Date(now - dayMinutes * minute), 3600),
    budgetView(integration, now),
  ]);
  const bins = mergeBins(stretches.map(({ lag }) => lag));
  return {
    rows: probe && !probe.target.error ? probe.target.counts : null,
    lag: { p50: quantile(bins, 0.5), p95: quantile(bins, 0.95), p99: quantile(bins, 0.99) },
    outcomes: outcomesOf(stretches),
    budget,
  };
}
