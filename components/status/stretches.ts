import { clockTime, formatDate } from "@/lib/format";
import { type ChartRange, chartRanges } from "@/lib/integrations/views";
import type { ChartWindow } from "./chart-range";

/** "1 h" */
export const rangeNames: Record<ChartRange, string> = { "1h": "1 h", "24h": "24 h", "7d": "7 d", "30d": "30 d" };

/** "the last hour" */
export const rangeWords: Record<ChartRange, string> = {
  "1h": "the last hour",
  "24h": "the last 24 hours",
  "7d": "the last 7 days",
  "30d": "the last 30 days",
};

const stretchNames: Record<ChartRange, string> = { "1h": "1 min", "24h": "30 min", "7d": "3 h", "30d": "12 h" };

/** "30 min" */
export const stretchOf = (range: ChartRange): string => stretchNames[range];

const dayAndMonth = (at: string | number) => formatDate(at).replace(/ \d{4}$/, "");

/** What the axis writes below a stretch: the time, or the day where there are several. */
export const axisLabel = (range: ChartRange, at: string): string =>
  range === "1h" || range === "24h" ? clockTime(at) : dayAndMonth(at);

/** "18 Nov, 14:30" */
export const momentOf = (at: string | number): string => `${dayAndMonth(at)}, ${clockTime(at)}`;

/** "the last hour"; of the past "18 Nov, 14:15 to 18 Nov, 15:15" */
export function windowWords({ range, until }: ChartWindow, stretches: { at: string }[]): string {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (until === null || !first || !last) return rangeWords[range];
  return `${momentOf(first.at)} to ${momentOf(Date.parse(last.at) + chartRanges[range].seconds * 1000)}`;
}

/** "18 Nov, 14:30–15:00" */
export function stretchTitle(range: ChartRange, at: string): string {
  const end = Date.parse(at) + chartRanges[range].seconds * 1000;
  return `${dayAndMonth(at)}, ${clockTime(at)}–${clockTime(end)}`;
}
