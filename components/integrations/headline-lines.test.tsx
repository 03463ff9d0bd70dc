import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { headlineLines } from "./headline-lines";

const at = "2026-11-21T12:00:00.000Z";
const link = "https://example.com/";

const status = (changes: Partial<IntegrationStatus>): IntegrationStatus => ({
  id: "i",
  state: "in-parity",
  paused: null,
  provider: { id: "stack-auth", name: "Stack Auth" },
  providerProject: { id: "p", name: "Storefront" },
  links: { console: link, users: link, apiKeys: link, signInMethods: link, docs: link },
  schema: "neon_auth",
  database: "storefront",
  run: null,
  lastRun: null,
  waiting: 0,
  oldestWaitingAt: null,
  parked: 0,
  held: 0,
  providerCount: null,
  providerCountedAt: null,
  lastWrittenAt: null,
  lastCheckedAt: at,
  nextCheckAt: at,
  revision: 0,
  problem: null,
  listening: { webhook: null, walk: { everyMinutes: 60 } },
  can: { createUser: false, deleteUser: false },
  knows: { verified: true, banned: true },
  deletion: { policy: "mark", holdBackHours: 168 },
  connectedBy: "Ada",
  connectedAt: at,
  ...changes,
});

const problem = { code: "x", message: "It broke.", since: at, failures: 1, retryAt: at, needsPerson: false };

const words = (changes: Partial<IntegrationStatus>) => {
  const { what, meaning, next } = headlineLines(status(changes));
  return [what, meaning, next].map((line) => renderToStaticMarkup(line).replace(/<[^>]*>/g, "")).join("\n");
};

describe("I7: the headline", () => {
  it("claims no number of users that nobody has counted", () => {
    expect(words({})).toContain("Every user at Stack Auth equals its row");
    expect(words({ providerCount: 12_408 })).toContain("All 12,408 users at Stack Auth equal their rows");
  });

  it("promises a next try only where the system heals by itself", () => {
    expect(words({ state: "degraded", problem })).toContain("Next try");
    expect(words({ state: "action-required", problem: { ...problem, needsPerson: true } })).not.toContain("Next try");
  });

  it("says what a problem means for the data, even when the error did not", () => {
    expect(words({ state: "degraded", problem, waiting: 3 })).toContain("3 changes wait and are not lost.");
  });

  it("names what waits for a person before a problem that heals by itself", () => {
    expect(words({ state: "action-required", problem, held: 214 })).toContain(
      "214 deletions above the limit are held.",
    );
    expect(words({ state: "action-required", problem, parked: 2 })).toContain("2 changes could not be applied.");
    const refused = { ...problem, needsPerson: true };
    expect(words({ state: "action-required", problem: refused, held: 214 })).toContain("It broke.");
  });

  it("says since when events stay out, what is usual, and what clears it", () => {
    const said = words({ state: "degraded", silent: { since: at, usual: 360_000 } });
    expect(said).toContain("No event from Stack Auth since");
    expect(said).toContain("99 of 100 came within 6 min");
    expect(said).toContain("may be missing in your table");
    expect(said).toContain("a full check that finds nothing missing");
    expect(words({ state: "degraded", problem, silent: { since: at, usual: 1 } })).toContain("It broke.");
  });

  it("names parked changes, an incomplete check and silence instead of a problem", () => {
    const lastRun = { state: "incomplete", reason: "2 users could not be read." } as IntegrationStatus["lastRun"];
    expect(words({ state: "action-required", parked: 1 })).toContain("1 change could not be applied.");
    expect(words({ state: "degraded", lastRun })).toContain("is incomplete. 2 users could not be read.");
    expect(words({ state: "degraded" })).toContain("has not started");
  });
});
