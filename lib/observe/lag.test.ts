import { describe, expect, it } from "vitest";
import { addLags, mergeBins, quantile } from "./lag";

const binsOf = (times: number[]) => {
  const bins: number[] = [];
  addLags(bins, times);
  return bins;
};

describe("a quantile out of bins", () => {
  it("is unknown where nothing was counted", () => {
    expect(quantile([], 0.95)).toBeNull();
    expect(quantile([0, 0], 0.95)).toBeNull();
  });

  it("is within the bin that the true quantile falls into", () => {
    const times = Array.from({ length: 1000 }, (_, n) => n * 3);
    const bins = binsOf(times);
    expect(quantile(bins, 0.5)).toBeGreaterThanOrEqual(1400);
    expect(quantile(bins, 0.5)).toBeLessThanOrEqual(1600);
    expect(quantile(bins, 0.95)).toBeGreaterThanOrEqual(2500);
    expect(quantile(bins, 0.95)).toBeLessThanOrEqual(3000);
  });

  it("tells one slow change among a hundred apart from the rest", () => {
    const bins = binsOf([...Array<number>(99).fill(120), 60_000]);
    expect(quantile(bins, 0.5)).toBeLessThan(150);
    expect(quantile(bins, 0.99)).toBeLessThanOrEqual(150);
    expect(quantile(bins, 0.995)).toBeGreaterThan(45_000);
  });

  it("claims no more than a day for what took longer", () => {
    expect(quantile(binsOf([10 * 86_400_000]), 0.5)).toBe(86_400_000);
  });

  it("is the same for bins that were counted apart and merged", () => {
    const [few, many] = [binsOf([10, 20]), binsOf([5000, 700, 700])];
    expect(mergeBins([few, many])).toEqual(binsOf([10, 20, 5000, 700, 700]));
    expect(mergeBins([])).toEqual([]);
  });
});
