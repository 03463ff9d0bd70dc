import { describe, expect, test } from "vitest";
import {
  clockTime,
  exactTime,
  formatCompact,
  formatCount,
  formatDate,
  formatDuration,
  formatNumber,
  formatPercent,
  relativeTime,
} from "./format";

describe("numbers", () => {
  test("thousands are separated, and shortened only where asked", () => {
    expect(formatNumber(1_204_318)).toBe("1,204,318");
    expect(formatNumber(0)).toBe("0");
    expect(formatCompact(1_204_318)).toBe("1.2M");
  });

  test("a count agrees with its noun", () => {
    expect(formatCount(1, "user")).toBe("1 user");
    expect(formatCount(0, "user")).toBe("0 users");
    expect(formatCount(12_408, "user")).toBe("12,408 users");
    expect(formatCount(2, "query", "queries")).toBe("2 queries");
  });

  test.each([
    [0, "0 %"],
    [0.0421, "4.2 %"],
    [0.0999, "10 %"],
    [0.63, "63 %"],
    [1, "100 %"],
  ])("the share %d reads %s", (share, text) => expect(formatPercent(share)).toBe(text));
});

describe("durations", () => {
  test.each([
    [-5, "0 ms"],
    [84, "84 ms"],
    [99.7, "0.1 s"],
    [800, "0.8 s"],
    [1_300, "1.3 s"],
    [9_949, "9.9 s"],
    [9_960, "10 s"],
    [41_000, "41 s"],
    [59_499, "59 s"],
    [59_500, "1 min"],
    [360_000, "6 min"],
    [238_000, "3 min 58 s"],
    [3_599_600, "1 h"],
    [4_320_000, "1 h 12 min"],
    [86_399_000, "1 d"],
    [259_200_000, "3 d"],
    [270_000_000, "3 d 3 h"],
  ])("%d ms read %s, never in more than two units", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("times", () => {
  const now = Date.parse("2026-11-21T14:32:10Z");
  const ago = (seconds: number) => relativeTime(now - seconds * 1000, now, "UTC");

  test.each([
    [0, "now"],
    [9, "now"],
    [34, "34 s ago"],
    [60, "1 min ago"],
    [18 * 60, "18 min ago"],
    [3600, "1 h ago"],
    [23 * 3600 + 3599, "23 h ago"],
    [24 * 3600, "Yesterday"],
    [38 * 3600, "Yesterday"],
    [39 * 3600, "19 Nov 2026"],
    [72 * 3600, "18 Nov 2026"],
  ])("%d seconds back reads %s", (seconds, text) => expect(ago(seconds)).toBe(text));

  test("clocks that differ by a moment read now, and a time to come is never ago", () => {
    expect(ago(-3)).toBe("now");
    expect(ago(-600)).toBe("14:42");
    expect(ago(-24 * 3600)).toBe("22 Nov 2026");
  });

  test("dates and clock times are those of the person's zone", () => {
    const late = "2026-11-21T23:30:00Z";
    expect(formatDate(late, "UTC")).toBe("21 Nov 2026");
    expect(formatDate(late, "Asia/Tokyo")).toBe("22 Nov 2026");
    expect(clockTime(late, "Asia/Tokyo")).toBe("08:30");
    expect(clockTime("2026-11-21T00:05:09Z", "UTC", true)).toBe("00:05:09");
  });

  test("the exact time names its zone", () => {
    expect(exactTime("2026-11-21T14:32:10.123Z", "UTC")).toBe("21 Nov 2026, 14:32:10 UTC");
    expect(exactTime("2026-09-01T00:00:00Z", "UTC")).toBe("1 Sep 2026, 00:00:00 UTC");
  });
});
