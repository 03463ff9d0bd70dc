import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { runDuration, runKinds, runOutcome } from "@/components/activity/run-words";
import { buttonClass } from "@/components/ui/button";
import { Chart } from "@/components/ui/chart/chart";
import { Stack } from "@/components/ui/chart/marks";
import { roundTop } from "@/components/ui/chart/scale";
import { formatCount, formatDuration, formatNumber } from "@/lib/format";
import type { ChartedRun } from "@/lib/integrations/views";
import { type ChartData, insteadOf } from "./chart-data";
import { axisLabel, momentOf } from "./stretches";

type Result = { name: string; of: ChartedRun["state"][]; mark: string; fill: string };

const results: Result[] = [
  { name: "Equal", of: ["equal"], mark: "bg-ok-solid", fill: "fill-ok-solid" },
  { name: "Repaired", of: ["repaired"], mark: "bg-warn-solid", fill: "fill-warn-solid" },
  { name: "Incomplete or failed", of: ["incomplete", "failed"], mark: "bg-bad-solid", fill: "fill-bad-solid" },
  { name: "Cancelled", of: ["cancelled"], mark: "bg-chart-mid", fill: "fill-chart-mid" },
];

/** "the last 24 runs, 22 equal, 2 repaired; the longest took 3.2 s" */
function summary(runs: ChartedRun[], took: number[]): string {
  const ended = results
    .map(({ name, of }) => ({ name, count: runs.filter(({ state }) => of.includes(state)).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${formatNumber(count)} ${name.toLowerCase()}`);
  if (ended.length === 0) return "none";
  const all = `the last ${formatCount(runs.length, "run")}`;
  return `${[all, ...ended].join(", ")}; the longest took ${formatDuration(Math.max(...took))}`;
}

type RunsChartProps = {
  data: ChartData;
  /** The address of the activity page, under which each run has its own. */
  activity: string;
  onOpen: (href: string) => void;
};

/** The last runs of the range, one bar each: its height is how long it took, its colour how it ended. */
export function RunsChart({ data, activity, onOpen }: RunsChartProps) {
  const { runs, range, words } = data;
  const took = runs.map((run) => runDuration(run) ?? 0);
  const top = 1000 * roundTop(Math.max(0.1, ...took) / 1000, false);
  // The shortest run is still to be seen.
  const least = top / 30;
  const addressOf = ({ id }: ChartedRun) => `${activity}/runs/${id}`;
  const cells = runs.map((run, at) => [
    momentOf(run.startedAt),
    runKinds[run.kind].name,
    runOutcome(run).label,
    formatDuration(took[at] ?? 0),
  ]);
  return (
    <Chart
      title="Runs"
      note="height is duration"
      finding={`Runs in ${words}: ${summary(runs, took)}.`}
      legend={results}
      table={{
        columns: ["Started", "Run", "Result", "Duration"],
        rows: runs.map((run, at) => ({ key: run.id, cells: cells[at] ?? [], href: addressOf(run) })).reverse(),
      }}
      instead={insteadOf(data, runs.length === 0, "No run ended in this range")}
      actions={
        <Link href={activity as Route} className={buttonClass("ghost", "small")}>
          All activity
          <ChevronRight className="size-3.5" aria-hidden />
        </Link>
      }
      plot={{
        labels: runs.map(({ startedAt }) => axisLabel(range, startedAt)),
        top,
        format: (value) => (value === 0 ? "0" : formatDuration(value)),
        height: 66,
        read: (at) => {
          const [started = "", kind = "", result = "", duration = ""] = cells[at] ?? [];
          const mark = results.find(({ of }) => runs[at] && of.includes(runs[at].state))?.mark;
          return {
            title: started,
            figures: [
              { name: kind, value: result, mark },
              { name: "Duration", value: duration },
            ],
          };
        },
        pick: { does: "opens the run", at: (at) => runs[at] && onOpen(addressOf(runs[at])) },
        children: (frame) => (
          <Stack
            frame={frame}
            series={results.map(({ of, fill }) => ({
              fill,
              values: runs.map(({ state }, at) => (of.includes(state) ? Math.max(least, took[at] ?? 0) : 0)),
            }))}
          />
        ),
      }}
    />
  );
}
