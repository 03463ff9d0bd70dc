import { type Stretch, sumMinutes } from "@/db/queries/minutes";
import { runsBetween } from "@/db/queries/work";
import { quantile } from "@/lib/observe/lag";
import type { Actor } from "@/lib/projects/views";
import { outcomesOf, readBudget } from "./numbers";
import { requireIntegration } from "./require-integration";
import { type ChartedRun, type ChartRange, type ChartStretch, type ChartsView, chartRanges } from "./views";

type Ended = Awaited<ReturnType<typeof runsBetween>>[number];

/** As many bars as can be told apart. */
const runsShown = 48;

/** A cancelled one found nothing out. */
const isCompare = ({ kind, state }: Ended) => kind === "reconcile" && state !== "cancelled";

const stretchView = (at: number, counted: Stretch | undefined, compares: Ended[]): ChartStretch => ({
  at: new Date(at * 1000).toISOString(),
  outcomes: outcomesOf(counted ? [counted] : []),
  lag: quantile(counted?.lag ?? [], 0.95),
  compares: {
    ended: compares.length,
    found: compares.reduce((sum, { written, deleted }) => sum + written + deleted, 0),
    incomplete: compares.filter(({ state }) => state === "incomplete" || state === "failed").length,
  },
  calls: { answered: (counted?.requests ?? 0) - (counted?.refused ?? 0), refused: counted?.refused ?? 0 },
});

/** What the charts draw: the stretches of a range that ends with the one that holds `until`. */
export async function getCharts(
  actor: Actor,
  projectId: string,
  range: ChartRange,
  until = Date.now(),
): Promise<ChartsView> {
  const { integration } = await requireIntegration(actor, projectId, "viewer");
  const { seconds, stretches: count } = chartRanges[range];
  const floor = (millis: number) => Math.floor(millis / 1000 / seconds) * seconds;
  const last = floor(until);
  const first = last - (count - 1) * seconds;
  const [from, to] = [new Date(first * 1000), new Date((last + seconds) * 1000 - 1)];
  const [counted, ended, { perMinute }] = await Promise.all([
    sumMinutes(integration.id, from, seconds, to),
    runsBetween(integration.id, from, to),
    readBudget(integration),
  ]);
  const countedAt = new Map(counted.map((stretch) => [stretch.at, stretch]));
  const compares = ended.filter(isCompare);
  const comparesAt = (at: number) => compares.filter(({ finishedAt }) => floor(finishedAt.getTime()) === at);
  const stretches: ChartStretch[] = [];
  for (let at = first; at <= last; at += seconds) stretches.push(stretchView(at, countedAt.get(at), comparesAt(at)));
  return { range, stretches, runs: ended.slice(-runsShown).map(runBar), budgetPerMinute: perMinute };
}

const runBar = ({ startedAt, finishedAt, ...run }: Ended): ChartedRun => ({
  ...run,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt.toISOString(),
});
