import { describe, expect, it } from "vitest";
import { gridValues, labelled, roundTop, unbroken } from "./scale";

describe("a chart's scale", () => {
  it("ends at or above the highest mark, in three round steps", () => {
    for (const highest of [1, 2, 3, 4, 7, 29, 111, 1000, 12_408]) {
      const top = roundTop(highest, true);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(gridValues(top).every(Number.isInteger)).toBe(true);
      expect(top).toBeLessThanOrEqual(highest * 2.5 + 2);
    }
  });

  it("takes parts where the numbers are no counts", () => {
    expect(roundTop(0.4, false)).toBeCloseTo(0.6);
  });

  it("is drawn although nothing was counted", () => {
    expect(gridValues(roundTop(0, true))).toEqual([0, 1, 2, 3]);
  });
});

describe("labels", () => {
  it("are never more than there is room for, and the last stretch has one", () => {
    for (const count of [1, 5, 7, 8, 48, 56, 60]) {
      for (const most of [3, 7]) {
        const labels = labelled(count, most);
        expect(labels.length).toBeLessThanOrEqual(most);
        expect(labels.at(-1)).toBe(count - 1);
      }
    }
  });
});

it("a line has no part where nothing was measured", () => {
  expect(unbroken([null, 1, 2, null, null, 3, null])).toEqual([[1, 2], [5]]);
  expect(unbroken([null, null])).toEqual([]);
});
