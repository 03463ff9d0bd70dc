import { describe, expect, it } from "vitest";
import { backoff, retryAfterMs, untilMs } from "./backoff";

describe("backoff", () => {
  it("waits as long as Inngest does, plus up to 30 seconds, and never longer than the table's end", () => {
    for (const [attempt, seconds] of [
      [0, 15],
      [3, 120],
      [9, 7200],
      [20, 7200],
    ] as const) {
      expect(backoff(attempt)).toBeGreaterThanOrEqual(seconds * 1000);
      expect(backoff(attempt)).toBeLessThan((seconds + 30) * 1000);
    }
  });
});

describe("untilMs", () => {
  it("reads the SDK's durations and dates", () => {
    expect(untilMs("2s")).toBe(2000);
    expect(untilMs("1w2d3h4m5s")).toBe(788_645_000);
    expect(untilMs("2001-01-01T00:00:00Z")).toBe(0);
    expect(untilMs(new Date(Date.now() + 60_000).toISOString())).toBeGreaterThan(0);
  });

  it("refuses anything else", () => {
    expect(() => untilMs("soon")).toThrow("neither a duration nor a date");
  });
});

describe("retryAfterMs", () => {
  it("reads seconds, a date, or nothing", () => {
    expect(retryAfterMs("7")).toBe(7000);
    expect(retryAfterMs("2001-01-01T00:00:00.000Z")).toBe(0);
    expect(retryAfterMs(null)).toBeNull();
  });
});
