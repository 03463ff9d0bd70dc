import { describe, expect, it } from "vitest";
import { type ChartRange, chartRanges } from "@/lib/integrations/views";
import { narrowed, parseChartWindow, widened, windowParams } from "./chart-range";

const now = Date.parse("2026-11-21T12:00:00Z");
const hours = (n: number) => n * 3_600_000;
const ago = (n: number) => new Date(now - hours(n)).toISOString();
const lengthOf = (range: ChartRange) => chartRanges[range].seconds * chartRanges[range].stretches * 1000;

describe("the window in the address", () => {
  it("comes back as it was written", () => {
    for (const until of [null, now - hours(30)]) {
      const params = new URLSearchParams(windowParams({ range: "7d", until }));
      expect(parseChartWindow(params)).toEqual({ range: "7d", until });
    }
  });

  it.each(["range=toString", "until=never", "range=1y&until=2999-01-01T00:00:00Z", ""])(
    "%j is the last day",
    (address) => expect(parseChartWindow(new URLSearchParams(address))).toEqual({ range: "24h", until: null }),
  );
});

describe("a closer look", () => {
  it.each([
    ["30d", 400],
    ["7d", 100],
    ["24h", 20],
  ] as const)("at a stretch of %s shows all of it, in a narrower range, and can be left again", (range, before) => {
    const at = ago(before);
    const closer = narrowed(range, at, now);
    const until = closer?.until ?? 0;
    expect(until - lengthOf(closer?.range ?? "30d")).toBeLessThanOrEqual(Date.parse(at));
    expect(until).toBeGreaterThanOrEqual(Date.parse(at) + chartRanges[range].seconds * 1000);
    expect(closer && widened(closer, now)).toBe(range);
  });

  it("at the newest stretch goes on with the time", () => {
    expect(narrowed("24h", ago(0.25), now)).toEqual({ range: "1h", until: null });
  });

  it("is not offered where a stretch is a minute, nor a way back where nothing was narrowed", () => {
    expect(narrowed("1h", ago(0.5), now)).toBeNull();
    expect(widened({ range: "1h", until: null }, now)).toBeNull();
  });
});
