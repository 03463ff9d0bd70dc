import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ActivityEntry, RunView } from "@/lib/integrations/views";
import { activityParams, parseActivityQuery, withFilter } from "./activity-query";
import { Entry } from "./entry";
import { byDay } from "./timeline";

const run = (changes: Partial<RunView>): RunView => ({
  id: "r1",
  kind: "reconcile",
  trigger: "schedule",
  state: "equal",
  phase: "suspects",
  pages: 125,
  seen: 12_408,
  written: 0,
  deleted: 0,
  parked: 0,
  held: 0,
  requests: 339,
  startedBy: null,
  expected: 12_408,
  reason: null,
  startedAt: "2026-11-21T14:00:00.000Z",
  progressAt: "2026-11-21T14:03:58.000Z",
  finishedAt: "2026-11-21T14:03:58.000Z",
  ...changes,
});

const at = "2026-11-21T14:00:00.000000Z";
const words = (entry: ActivityEntry) =>
  renderToStaticMarkup(<Entry entry={entry} runs="/runs" />)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
const ofRun = (changes: Partial<RunView>) => words({ key: "run:r1", at, source: "run", run: run(changes) });

describe("an entry says", () => {
  it("of a run how it ended, what it counted, what it cost and who started it", () => {
    expect(ofRun({ state: "incomplete", held: 214, reason: "214 deletions wait for a person." })).toContain(
      "Reconcile Incomplete 12,408 compared, 0 written, 214 held. 339 API calls, 3 min 58 s. 214 deletions wait for a person. Started on schedule.",
    );
    expect(ofRun({ trigger: "person", startedBy: "Dana", state: "repaired", written: 2 })).toMatch(
      /Repaired 2 .* Started by Dana\./,
    );
  });

  it("of a run under way no duration that it has not", () => {
    expect(ofRun({ state: "running", finishedAt: null })).toContain("339 API calls. Started");
  });

  it("of a verify nothing about rows that it never writes", () => {
    expect(ofRun({ kind: "verify", state: "incomplete", held: 3, parked: 1 })).toMatch(
      /12,408 compared, 1 could not be judged\. 339/,
    );
  });

  it("of a state its name and reason, and of what was refused that it was", () => {
    expect(words({ key: "state:1", at, source: "state", state: "in-parity", reason: "Back." })).toContain(
      "In parity Back.",
    );
    const act = { about: "keys", outcome: "refused", title: "Webhook secret", text: "Ravi tried." } as const;
    expect(words({ key: "act:1", at, source: "act", ...act })).toContain("Webhook secret Refused Ravi tried.");
  });
});

it("days are those of the reader's zone", () => {
  const entry = (time: string): ActivityEntry => ({ key: time, at: time, source: "held", count: 1, reason: "" });
  const entries = ["2026-11-21T23:30:00Z", "2026-11-21T12:00:00Z", "2026-11-20T23:30:00Z", "2026-11-18T12:00:00Z"].map(
    entry,
  );
  const labels = (zone: string) =>
    byDay(entries, "2026-11-21T23:45:00Z", zone).map(({ label, entries: of }) => `${label} ${of.length}`);
  expect(labels("UTC")).toEqual(["Today 2", "Yesterday 1", "18 Nov 2026 1"]);
  expect(labels("Europe/Berlin")).toEqual(["Today 1", "Yesterday 2", "18 Nov 2026 1"]);
});

it("the address keeps every filter and survives nonsense", () => {
  const query = { kind: "keys", actor: "Dana", range: "30d", cursor: "c" } as const;
  expect(parseActivityQuery(activityParams(query))).toEqual(query);
  const nonsense = new URLSearchParams("kind=x&range=9y&actor=&cursor=");
  expect(parseActivityQuery(nonsense)).toEqual({ kind: "all", actor: null, range: "7d", cursor: null });
  expect(withFilter(new URLSearchParams("kind=keys&actor=Dana"), { kind: "" })).toBe("?actor=Dana");
});
