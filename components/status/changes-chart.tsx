import { Chart } from "@/components/ui/chart/chart";
import { Stack } from "@/components/ui/chart/marks";
import { roundTop } from "@/components/ui/chart/scale";
import { formatCompact, formatNumber } from "@/lib/format";
import type { ChartedOutcome } from "@/lib/integrations/views";
import { type ChartData, insteadOf, readings, sum, tableOf } from "./chart-data";
import { outcomeNames } from "./outcomes";
import { stretchOf } from "./stretches";

type Series = { name: string; of: ChartedOutcome[]; mark: string; fill: string };

/** From the bottom up: what was written, what wrote nothing, what waits for a person. */
const series: Series[] = [
  { name: outcomeNames.applied, of: ["applied"], mark: "bg-accent-solid", fill: "fill-accent-solid" },
  { name: outcomeNames.askedAgain, of: ["askedAgain"], mark: "bg-chart-soft", fill: "fill-chart-soft" },
  { name: outcomeNames.duplicate, of: ["duplicate"], mark: "bg-chart-faint", fill: "fill-chart-faint" },
  { name: outcomeNames.superseded, of: ["superseded"], mark: "bg-chart-mid", fill: "fill-chart-mid" },
  { name: "Parked or held", of: ["parked", "held"], mark: "bg-warn-solid", fill: "fill-warn-solid" },
];

/** What became of the changes that came in. */
export function ChangesChart({ data }: { data: ChartData }) {
  const { stretches, labels, range, words } = data;
  const countOf = (outcomes: ChartData["stretches"][number]["outcomes"], of: ChartedOutcome[]) =>
    sum(of.map((name) => outcomes[name]));
  const values = series.map(({ of }) => stretches.map(({ outcomes }) => countOf(outcomes, of)));
  const totals = stretches.map((_, at) => sum(values.map((each) => each[at] ?? 0)));
  const { read, rows } = readings(data, ({ outcomes }) =>
    series.map(({ name, of, mark }) => ({ name, value: formatNumber(countOf(outcomes, of)), mark })),
  );
  const found = series
    .map(({ name }, at) => ({ name, count: sum(values[at] ?? []) }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${formatNumber(count)} ${name.toLowerCase()}`);
  return (
    <Chart
      title="Changes by outcome"
      note={`per ${stretchOf(range)}`}
      finding={`Changes by outcome in ${words}: ${found.join(", ") || "none"}.`}
      legend={series}
      table={tableOf(series, rows)}
      instead={insteadOf(data, found.length === 0, "No changes in this range")}
      plot={{
        labels,
        top: roundTop(Math.max(0, ...totals), true),
        format: formatCompact,
        read,
        pick: data.pick,
        children: (frame) => (
          <Stack frame={frame} series={series.map(({ fill }, at) => ({ fill, values: values[at] ?? [] }))} />
        ),
      }}
    />
  );
}
