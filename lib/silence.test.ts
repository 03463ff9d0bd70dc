import { describe, expect, it } from "vitest";
import { judgeSilence, usualGap } from "./silence";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Wednesday. */
const noon = Date.parse("2026-11-18T12:00:00Z");
const longAgo = new Date(noon - 30 * day);

/** Every few minutes between these hours (UTC) of the days before `until` on which it `works`. */
function habit(until: number, from: number, to: number, works: (weekday: number) => boolean = () => true): number[] {
  const minutes: number[] = [];
  for (let at = until - 7 * day; at <= until; at += 5 * minute) {
    const date = new Date(at);
    if (date.getUTCHours() >= from && date.getUTCHours() < to && works(date.getUTCDay())) minutes.push(at);
  }
  return minutes;
}

type Heard = Parameters<typeof judgeSilence>[0];
const judge = (since: number, silentFor: number, heard: Partial<Heard> = {}) =>
  judgeSilence(
    {
      since: new Date(since),
      connectedAt: longAgo,
      minutes: habit(since, 0, 24),
      compare: undefined,
      ...heard,
    },
    since + silentFor,
  );
const compare = (state: "equal" | "repaired" | "incomplete", at: number) => ({ state, startedAt: new Date(at) });

describe("I7: silence where deliveries are usual is an error", () => {
  it("after an hour at the earliest, however busy it was before", () => {
    expect(judge(noon, 59 * minute)).toBeNull();
    expect(judge(noon, 66 * minute)).toEqual({ since: new Date(noon).toISOString(), usual: 5 * minute });
  });

  it("and later where longer gaps are usual", () => {
    const minutes = Array.from({ length: 43 }, (_, n) => noon - (42 - n) * 4 * hour);
    expect(judge(noon, 4 * hour, { minutes })).toBeNull();
    expect(judge(noon, 9 * hour, { minutes })).toMatchObject({ usual: 4 * hour });
  });

  it("never before a habit can be told", () => {
    expect(judge(noon, 5 * day, { minutes: habit(noon, 0, 24).slice(-19) })).toBeNull();
    expect(judge(noon, 5 * hour, { connectedAt: new Date(noon - 20 * hour) })).toBeNull();
  });
});

describe("a quiet time is no silence", () => {
  const evening = Date.parse("2026-11-18T21:55:00Z");
  const days = { minutes: habit(evening, 8, 22) };

  it("at night, where nights are always quiet", () => {
    expect(judge(evening, 10 * hour, days)).toBeNull();
    expect(judge(evening - 25 * minute, 10.5 * hour, days)).toBeNull();
    expect(judge(evening, 11 * hour, days)).not.toBeNull();
  });

  it("at the weekend, where weekends are always quiet", () => {
    const friday = Date.parse("2026-11-20T17:55:00Z");
    const minutes = habit(friday, 8, 18, (weekday) => weekday >= 1 && weekday <= 5);
    expect(judge(friday, 2 * day, { minutes })).toBeNull();
    expect(judge(friday, 2 * day + 13 * hour, { minutes })).toBeNull();
    expect(judge(friday, 3 * day, { minutes })).not.toBeNull();
  });

  it("while on a working day it is one within two hours", () => {
    const wednesday = { minutes: habit(noon, 8, 18, (weekday) => weekday >= 1 && weekday <= 5) };
    expect(judge(noon, 2 * hour, wednesday)).not.toBeNull();
  });
});

describe("what clears a silence", () => {
  it("a full compare that found nothing, once the silence was longer than usual", () => {
    expect(judge(noon, 5 * hour, { compare: compare("equal", noon + 2 * hour) })).toBeNull();
  });

  it("an earlier one only puts it off", () => {
    const early = { compare: compare("equal", noon + 30 * minute) };
    expect(judge(noon, 99 * minute, early)).toBeNull();
    expect(judge(noon, 101 * minute, early)).not.toBeNull();
  });

  it("never a compare that found what no event had told, nor an incomplete one, nor one before the silence", () => {
    for (const state of ["repaired", "incomplete"] as const)
      expect(judge(noon, 5 * hour, { compare: compare(state, noon + 2 * hour) })).not.toBeNull();
    expect(judge(noon, 5 * hour, { compare: compare("equal", noon - minute) })).not.toBeNull();
  });

  it("hourly compares that find nothing keep a holiday quiet from its first to its last hour", () => {
    for (let at = 0; at < 12 * hour; at += 10 * minute) {
      const last = noon - 25 * minute + Math.floor((at + 25 * minute) / (61 * minute)) * 61 * minute;
      expect(judge(noon, at, { compare: compare("equal", last) })).toBeNull();
    }
  });
});

it("the usual gap is the one below which 99 of 100 lie", () => {
  const minutes = Array.from({ length: 201 }, (_, n) => n * minute + (n > 100 ? day : 0));
  expect(usualGap(minutes)).toBe(minute);
  expect(usualGap(minutes.slice(0, 19))).toBeNull();
});
