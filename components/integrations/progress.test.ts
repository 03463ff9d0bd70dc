import { describe, expect, it } from "vitest";
import type { RunView } from "@/lib/integrations/views";
import { runProgress } from "./progress";

const run = (changes: Partial<RunView>): RunView => ({
  id: "r",
  kind: "backfill",
  trigger: "connect",
  state: "running",
  phase: "pages",
  pages: 1,
  seen: 0,
  written: 0,
  deleted: 0,
  parked: 0,
  held: 0,
  requests: 0,
  startedBy: null,
  expected: null,
  reason: null,
  startedAt: "2026-11-21T12:00:00.000Z",
  progressAt: "2026-11-21T12:00:10.000Z",
  finishedAt: null,
  ...changes,
});

describe("progress of a walk", () => {
  it("tells rate and time left where the provider gives a total", () => {
    expect(runProgress(run({ seen: 3000, expected: 12_000 }))).toEqual({
      done: 3000,
      total: 12_000,
      percent: 25,
      rate: 300,
      secondsLeft: 30,
    });
  });

  it("gives no percent and no time left without a total", () => {
    expect(runProgress(run({ seen: 3000 }))).toMatchObject({
      total: null,
      percent: null,
      rate: 300,
      secondsLeft: null,
    });
  });

  it("never says 100 % before the end, even when users arrive meanwhile", () => {
    expect(runProgress(run({ seen: 12_100, expected: 12_000 }))).toMatchObject({ percent: 99, secondsLeft: null });
    expect(runProgress(run({ seen: 12_000, expected: 12_000, phase: "suspects" })).percent).toBe(99);
  });

  it("claims no rate before the first second has passed", () => {
    expect(runProgress(run({ seen: 100, expected: 900, progressAt: "2026-11-21T12:00:00.500Z" }))).toMatchObject({
      percent: 11,
      rate: null,
      secondsLeft: null,
    });
  });
});
