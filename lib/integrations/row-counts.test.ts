import { expect, it, vi } from "vitest";
import { shareCounts } from "./row-counts";

const at = (live: number) => vi.fn(async () => ({ live, deleted: 0 }));

it("rows are counted once for all who look, and again once Rollcall has written one", async () => {
  const [first, second, third] = [at(1), at(2), at(3)];
  expect((await shareCounts({ id: "a", revision: 1 }, first)).live).toBe(1);
  expect((await shareCounts({ id: "a", revision: 1 }, second)).live).toBe(1);
  expect((await shareCounts({ id: "a", revision: 2 }, second)).live).toBe(2);
  expect((await shareCounts({ id: "b", revision: 2 }, third)).live).toBe(3);
  expect([first, second, third].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
});

it("what somebody else has written shows after a few seconds", async () => {
  vi.useFakeTimers();
  await shareCounts({ id: "c", revision: 1 }, at(1));
  vi.advanceTimersByTime(5_000);
  expect((await shareCounts({ id: "c", revision: 1 }, at(2))).live).toBe(2);
  vi.useRealTimers();
});

it("a count that failed is asked for again", async () => {
  const fails = async () => Promise.reject(new Error("gone"));
  await expect(shareCounts({ id: "d", revision: 1 }, fails)).rejects.toThrow("gone");
  expect((await shareCounts({ id: "d", revision: 1 }, at(4))).live).toBe(4);
});
