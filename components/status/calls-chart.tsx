import { Chart } from "@/components/ui/chart/chart";
import { Stack } from "@/components/ui/chart/marks";
import { roundTop } from "@/components/ui/chart/scale";
import { formatCompact, formatNumber } from "@/lib/format";
import { chartRanges } from "@/lib/integrations/views";
import { type ChartData, insteadOf, readings, sum, tableOf } from "./chart-data";
import { stretchOf } from "./stretches";

const series = [
  { name: "Answered", key: "answered", mark: "bg-chart-mid", fill: "fill-chart-mid" },
  { name: "Refused or no answer", key: "refused", mark: "bg-bad-solid", fill: "fill-bad-solid" },
] as const;

/** A budget that is this many times higher than the highest bar would press the bars flat: it stays in words. */
const farAbove = 4;

/** What was asked of the provider, against what it may be asked. Bars are calls per minute, the exact figures are calls. */
export function CallsChart({ data }: { data: ChartData }) {
  const { stretches, labels, range, words, budgetPerMinute: budget } = data;
  const minutes = chartRanges[range].seconds / 60;
  const perMinute = series.map(({ key }) => stretches.map(({ calls }) => calls[key] / minutes));
  const highest = Math.max(0, ...stretches.map(({ calls }) => (calls.answered + calls.refused) / minutes));
  const drawn = budget !== null && budget <= farAbove * highest;
  const { read, rows } = readings(data, ({ calls }) =>
    series.map(({ name, key, mark }) => ({ name, value: formatNumber(calls[key]), mark })),
  );
  const [answered = 0, refused = 0] = series.map(({ key }) => sum(stretches.map(({ calls }) => calls[key])));
  const allowed = budget === null ? "" : `budget ${formatNumber(Math.round(budget))}/min`;
  return (
    <Chart
      title="API calls"
      note={["per minute", !drawn && allowed].filter(Boolean).join(", ")}
      finding={
        `API calls in ${words}: ${formatNumber(answered)} answered, ${formatNumber(refused)} refused or not answered; ` +
        `at most ${formatNumber(Math.ceil(highest))} per minute, averaged over ${stretchOf(range)}${allowed && `, ${allowed}`}.`
      }
      legend={[...series]}
      table={tableOf([...series], rows)}
      instead={insteadOf(data, answered + refused === 0, "No calls in this range")}
      plot={{
        labels,
        top: roundTop(Math.max(highest, drawn ? budget * 1.1 : 0), highest >= 3),
        format: formatCompact,
        target: drawn ? { value: budget, label: allowed } : undefined,
        read,
        pick: data.pick,
        children: (frame) => (
          <Stack frame={frame} series={series.map(({ fill }, at) => ({ fill, values: perMinute[at] ?? [] }))} />
        ),
      }}
    />
  );
}
