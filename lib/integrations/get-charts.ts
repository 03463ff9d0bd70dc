import { type Stretch, sumMinutes } from "@/db/queries/minutes";
import { comparesSince } from "@/db/queries/work";
import { quantile } from "@/lib/observe/lag";
import type { Actor } from "@/lib/projects/views";
import { outcomesOf, readBudget } from "./numbers";
import { requireIntegration } from "./require-integration";
import { type ChartRange, type ChartStretch, type ChartsView, chartRanges } from "./views";

type Compare = Awaited<ReturnType<typeof comparesSince>>[number];

const stretchView = (at: number, counted: Stretch | undefined, compares: Compare[]): ChartStretch => ({
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

/** What the charts draw: the range's stretches up to now. */
export async function getCharts(
  actor: Actor,
  projectId: string,
  range: ChartRange,
  now = Date.now(),
): Promise<ChartsView> {
  const { integration } = await requireIntegration(actor, projectId, "viewer");
  const { seconds, stretches: count } = chartRanges[range];
  const floor = (millis: number) => Math.floor(millis / 1000 / seconds) * seconds;
  const last = floor(now);
  const first = last - (count - 1) * seconds;
  const from = new Date(first * 1000);
  const [counted, compares, { perMinute }] = await Promise.all([
    sumMinutes(integration.id, from, seconds),
    comparesSince(integration.id, from),
    readBudget(integration),
  ]);
  const countedAt = new Map(counted.map((stretch) => [stretch.at, stretch]));
  const comparesAt = (at: number) => compares.filter(({ finishedAt }) => floor((finishedAt ?? from).getTime()) === at);
  const stretches: ChartStretch[] = [];
  for (let at = first; at <= last; at += seconds) stretches.push(stretchView(at, countedAt.get(at), comparesAt(at)));
  return { range, stretches, budgetPerMinute: perMinute };
}
