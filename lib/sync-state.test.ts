import { expect, it } from "vitest";
import { syncState } from "./sync-state";

const now = Date.parse("2026-11-21T12:00:00Z");
const at = (minutes: number) => new Date(now + minutes * 60_000);
const problem = (needsPerson: boolean) => ({
  code: "provider_refused",
  message: "no",
  since: at(0).toISOString(),
  failures: 1,
  retryAt: at(1).toISOString(),
  needsPerson,
});
const healthy = { problem: null, nextCheckAt: at(30), lastCheckedAt: at(-30), pausedAt: null };
const quiet = { waiting: 0, parked: 0, held: 0 };

it.each([
  ["in parity after a full compare with nothing waiting", healthy, quiet, undefined, "equal", "in-parity"],
  [
    "not in parity before the first full compare",
    { ...healthy, lastCheckedAt: null },
    quiet,
    undefined,
    "equal",
    "catching-up",
  ],
  ["changes wait", healthy, { ...quiet, waiting: 3 }, undefined, "equal", "catching-up"],
  ["the first copy runs", { ...healthy, lastCheckedAt: null }, quiet, "backfill", undefined, "backfilling"],
  [
    "something is tried again by itself",
    { ...healthy, problem: problem(false) },
    quiet,
    undefined,
    "equal",
    "degraded",
  ],
  [
    "a refused key needs a person",
    { ...healthy, problem: problem(true) },
    quiet,
    undefined,
    "equal",
    "action-required",
  ],
  ["a parked change needs a person", healthy, { ...quiet, parked: 1 }, undefined, "equal", "action-required"],
  ["a held deletion needs a person", healthy, { ...quiet, held: 1 }, undefined, "equal", "action-required"],
  ["a run with a failed part is never in parity", healthy, quiet, undefined, "incomplete", "degraded"],
  ["deliveries that stay out are an error", healthy, { ...quiet, silent: true }, undefined, "equal", "degraded"],
  ["a copy under way says more than silence", healthy, { ...quiet, silent: true }, "backfill", "equal", "backfilling"],
  ["silence is an error", { ...healthy, nextCheckAt: at(-11) }, quiet, undefined, "equal", "degraded"],
] as const)("%s", (_name, integration, inbox, running, last, state) => {
  const run = running && { kind: running };
  expect(syncState(integration, inbox, run, last && { state: last }, now)).toBe(state);
});
