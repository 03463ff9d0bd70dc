import { Chart } from "@/components/ui/chart/chart";
import { Crosses, Dots, Stack } from "@/components/ui/chart/marks";
import { roundTop } from "@/components/ui/chart/scale";
import { formatCompact, formatCount, formatNumber } from "@/lib/format";
import { type ChartData, insteadOf, readings, sum, tableOf } from "./chart-data";
import { stretchOf } from "./stretches";

const legend = [
  { name: "None", mark: "bg-ok-solid" },
  { name: "Found and repaired", mark: "bg-warn-solid" },
  { name: "Incomplete", mark: "bg-bad-solid" },
];
const columns = [{ name: "Full checks" }, { name: "Rows repaired" }, { name: "Incomplete" }];

/** What full checks found that no event had told. */
export function DriftChart({ data }: { data: ChartData }) {
  const { stretches, labels, range, words } = data;
  const compares = stretches.map((stretch) => stretch.compares);
  const where = (holds: (each: (typeof compares)[number]) => boolean) =>
    compares.flatMap((each, at) => (holds(each) ? [at] : []));
  const found = compares.map((each) => each.found);
  const { read, rows } = readings(data, ({ compares: { ended, found: repaired, incomplete } }) => [
    { name: "Full checks", value: formatNumber(ended) },
    { name: "Rows repaired", value: formatNumber(repaired), mark: "bg-warn-solid" },
    { name: "Incomplete", value: formatNumber(incomplete), mark: "bg-bad-solid" },
  ]);
  const ended = sum(compares.map((each) => each.ended));
  const incomplete = sum(compares.map((each) => each.incomplete));
  const top = roundTop(Math.max(0, ...found), true);
  return (
    <Chart
      title="Drift found"
      note={`by full checks, per ${stretchOf(range)}`}
      finding={
        `Drift found in ${words}: ${formatCount(ended, "full check")} ended, ` +
        `${formatCount(sum(found), "row")} repaired, ${formatNumber(incomplete)} incomplete.`
      }
      legend={legend}
      table={tableOf(columns, rows)}
      instead={insteadOf(data, ended === 0, "No full check ended in this range")}
      plot={{
        labels,
        top,
        format: formatCompact,
        read,
        pick: data.pick,
        children: (frame) => (
          <>
            <Crosses
              frame={frame}
              top={top}
              places={where((each) => each.incomplete > 0)}
              stroke="stroke-bad-solid"
              wash="fill-bad-wash"
            />
            <Stack frame={frame} series={[{ values: found, fill: "fill-warn-solid" }]} />
            <Dots
              frame={frame}
              places={where((each) => each.ended > 0 && each.found === 0 && each.incomplete === 0)}
              fill="fill-ok-solid"
            />
          </>
        ),
      }}
    />
  );
}
