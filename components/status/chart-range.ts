import { type ChartRange, chartRanges } from "@/lib/integrations/views";

/** Which time the charts show: a range that ends at `until` (in milliseconds), or now. */
export type ChartWindow = { range: ChartRange; until: number | null };

/** The window in the address; the last day where it has none, or one that does not exist. */
export function parseChartWindow(params: URLSearchParams): ChartWindow {
  const wanted = params.get("range") ?? "";
  const range = Object.hasOwn(chartRanges, wanted) ? (wanted as ChartRange) : "24h";
  const until = Date.parse(params.get("until") ?? "");
  return { range, until: Number.isNaN(until) || until > Date.now() ? null : until };
}

/** The window as an address. */
export function windowParams({ range, until }: ChartWindow): string {
  const params = new URLSearchParams({ range });
  if (until !== null) params.set("until", new Date(until).toISOString());
  return `?${params}`;
}

const length = (range: ChartRange) => chartRanges[range].seconds * chartRanges[range].stretches * 1000;

/** What a stretch of each range is looked at with: the widest range that shows it in many stretches. */
const closer: Record<ChartRange, ChartRange | null> = { "30d": "24h", "7d": "24h", "24h": "1h", "1h": null };

/** The window around the stretch that begins at `at`; null where nothing shows more of it. */
export function narrowed(range: ChartRange, at: string, now: number): ChartWindow | null {
  const next = closer[range];
  if (!next) return null;
  const middle = Date.parse(at) + (chartRanges[range].seconds * 1000) / 2;
  const until = middle + length(next) / 2;
  return { range: next, until: until < now ? until : null };
}

/** The narrowest range up to now that holds a window of the past. */
export function widened({ range, until }: ChartWindow, now: number): ChartRange | null {
  if (until === null) return null;
  const from = until - length(range);
  const names = Object.keys(chartRanges) as ChartRange[];
  return names.find((name) => length(name) > length(range) && now - length(name) <= from) ?? "30d";
}
