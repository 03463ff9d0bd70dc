import { type ChartRange, chartRanges } from "@/lib/integrations/views";

/** The range in the address; a day where it has none, or one that does not exist. */
export function parseChartRange(params: URLSearchParams): ChartRange {
  const wanted = params.get("range") ?? "";
  return Object.hasOwn(chartRanges, wanted) ? (wanted as ChartRange) : "24h";
}
