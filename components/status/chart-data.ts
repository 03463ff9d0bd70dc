import type { Instead, LegendItem } from "@/components/ui/chart/chart";
import type { ChartTableProps } from "@/components/ui/chart/chart-table";
import type { PlotProps, Reading } from "@/components/ui/chart/plot";
import type { PublicError } from "@/lib/errors";
import { type ChartRange, type ChartStretch, type ChartsView, chartRanges } from "@/lib/integrations/views";
import type { ChartWindow } from "./chart-range";
import { axisLabel, stretchTitle, windowWords } from "./stretches";
import type { ChartsRead } from "./use-charts";

/** What a chart of the page draws from. While nothing is known its stretches are empty, so that the axes stand. */
export type ChartData = ChartsView & {
  labels: string[];
  /** The time they are about: "the last hour". */
  words: string;
  /** What a click on a stretch does. */
  pick?: PlotProps["pick"];
  error: PublicError | undefined;
  loading: boolean;
};

const nothing = { applied: 0, askedAgain: 0, duplicate: 0, superseded: 0, parked: 0, held: 0 };

export function chartData({ charts, until = null, error }: ChartsRead, wanted: ChartWindow, now: number): ChartData {
  const view = charts ?? empty(wanted.range, wanted.until ?? now);
  const loading = !charts && !error;
  // The server knows neither the person's zone nor the time at which the browser draws: no clock times until there are numbers.
  const labels = view.stretches.map(({ at }) => (loading ? "" : axisLabel(view.range, at)));
  const words =
    loading && wanted.until !== null
      ? "the time you chose"
      : windowWords(charts ? { range: view.range, until } : wanted, view.stretches);
  return { ...view, labels, words, error, loading };
}

function empty(range: ChartRange, now: number): ChartsView {
  const { seconds, stretches: count } = chartRanges[range];
  const stretches = Array.from({ length: count }, (_, at) => ({
    at: new Date(now - (count - 1 - at) * seconds * 1000).toISOString(),
    outcomes: nothing,
    lag: null,
    compares: { ended: 0, found: 0, incomplete: 0 },
    calls: { answered: 0, refused: 0 },
  }));
  return { range, stretches, runs: [], budgetPerMinute: null };
}

/** What stands in place of the marks, where there are none. */
export function insteadOf({ error, loading }: ChartData, isEmpty: boolean, words: string): Instead | undefined {
  if (error) return { failed: true, words: `${error.message} ${error.remedy ?? ""}` };
  if (loading) return "loading";
  return isEmpty ? { words } : undefined;
}

type Figures = (stretch: ChartStretch) => Reading[];

/** The crosshair's figures and the table's rows are the same numbers. */
export function readings({ range, stretches }: ChartData, figures: Figures) {
  const at = (place: number) => stretches[place];
  const read = (place: number) => {
    const stretch = at(place);
    return stretch ? { title: stretchTitle(range, stretch.at), figures: figures(stretch) } : { title: "", figures: [] };
  };
  const rows = stretches.map((stretch) => ({
    key: stretch.at,
    cells: [stretchTitle(range, stretch.at), ...figures(stretch).map(({ value }) => value)],
  }));
  return { read, rows: rows.reverse() };
}

/** The table's head: time, then what the figures are called. */
export const tableOf = (legend: Pick<LegendItem, "name">[], rows: ChartTableProps["rows"]) => ({
  columns: ["Time", ...legend.map(({ name }) => name)],
  rows,
});

export const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
