import { Chart } from "@/components/ui/chart/chart";
import { Line } from "@/components/ui/chart/marks";
import { roundTop } from "@/components/ui/chart/scale";
import { formatCount, formatDuration } from "@/lib/format";
import { type ChartData, insteadOf, readings, tableOf } from "./chart-data";
import { stretchOf } from "./stretches";

const target = 2000;
const series = { name: "p95", mark: "bg-accent-solid" };

/** How long it took from an event to its row. */
export function LagChart({ data }: { data: ChartData }) {
  const { stretches, labels, range, words } = data;
  const values = stretches.map(({ lag }) => lag);
  const known = values.filter((value) => value !== null);
  const slow = known.filter((value) => value > target).length;
  const { read, rows } = readings(data, ({ lag }) => [{ ...series, value: lag === null ? "–" : formatDuration(lag) }]);
  const worst = `p95 was at most ${formatDuration(Math.max(0, ...known))}`;
  const above =
    slow === 0
      ? "never above the target of 2 s"
      : `above the target of 2 s in ${slow} of ${formatCount(known.length, "measured stretch", "measured stretches")}`;
  return (
    <Chart
      title="Lag, event → row"
      note={`p95 per ${stretchOf(range)}`}
      finding={`Lag from event to row in ${words}: ${known.length > 0 ? `${worst}, ${above}` : "nothing to measure"}.`}
      legend={[series, { name: "Target", mark: "bg-chart-mid" }]}
      table={tableOf([series], rows)}
      instead={insteadOf(data, known.length === 0, "No changes in this range")}
      plot={{
        labels,
        // In seconds, so that the grid lines are round; the target is always to be seen.
        top: 1000 * roundTop(Math.max(target * 1.2, ...known) / 1000, false),
        format: (value) => (value === 0 ? "0" : formatDuration(value)),
        target: { value: target, label: "target 2 s" },
        read,
        pick: data.pick,
        children: (frame) => (
          <Line frame={frame} values={values} stroke="stroke-accent-solid" fill="fill-accent-solid" />
        ),
      }}
    />
  );
}
