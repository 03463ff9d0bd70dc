import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { updateIntegration } from "@/db/queries/integrations";
import { prune } from "@/db/queries/prune";
import { startRun } from "@/db/queries/runs";
import { minutes, runs } from "@/db/schema";
import { countMinute, flushMinutes } from "@/lib/observe/minutes";
import { newWebhookSecret } from "@/lib/providers/signature";
import { applyChanges } from "@/lib/sync/apply-changes";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, first, provider } from "@/test/synced";
import { getCharts } from "./get-charts";
import { getChecks } from "./get-checks";
import { receiveWebhook } from "./receive-webhook";
import { saveWebhookSecret } from "./webhook-secret";

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.parse("2026-11-21T12:10:30Z");

const counted = () => db().select().from(minutes).where(eq(minutes.integrationId, connected.id));
const charts = (range: Parameters<typeof getCharts>[2], at = now) =>
  getCharts(connected.actor, connected.projectId, range, at);
const connectedSince = (at: number) => updateIntegration(connected.id, { createdAt: new Date(at) });

describe("what is counted", () => {
  beforeEach(async () => {
    await walkToTheEnd(connected.id);
    await flushMinutes();
    await db().delete(minutes);
  });

  it("a change that reached the table, with its lag and the calls that it took", async () => {
    const [id = ""] = await provider.addUsers(1);
    await event("first", id);
    await event("second", id);
    await applyChanges(connected.id);
    await flushMinutes();
    const rows = await counted();
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
    expect([sum((row) => row.applied), sum((row) => row.superseded), sum((row) => row.refused)]).toEqual([1, 1, 0]);
    expect(sum((row) => row.lag.reduce((all, count) => all + count, 0))).toBe(2);
    expect(sum((row) => row.requests)).toBeGreaterThan(0);
  });

  it("a delivery that came twice", async () => {
    const secret = newWebhookSecret();
    await saveWebhookSecret(connected.actor, connected.projectId, secret);
    const body = JSON.stringify({ type: "user.updated", data: { id: "u" } });
    const headers = new Headers({
      "webhook-id": "e",
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": new Webhook(secret).sign("e", new Date(), body),
    });
    await receiveWebhook(connected.id, headers, Buffer.from(body));
    await receiveWebhook(connected.id, headers, Buffer.from(body));
    await flushMinutes();
    expect(first(await counted())).toMatchObject({ duplicate: 1, applied: 0 });
  });

  it("adds up, whichever process has counted, and forgets whom nobody knows any more", async () => {
    countMinute(connected.id, { applied: 2, requests: 3 }, [40, 1500], now);
    countMinute("gone", { applied: 1 }, [], now);
    await flushMinutes();
    countMinute(connected.id, { applied: 1, refused: 1, requests: 1 }, [40, 90_000], now + 20_000);
    await flushMinutes();
    const row = first(await counted());
    expect(row).toMatchObject({ applied: 3, requests: 4, refused: 1, minute: new Date("2026-11-21T12:10:00Z") });
    expect(row.lag.filter((count) => count > 0)).toEqual([2, 1, 1]);
  });
});

it("minutes are kept for as long as the longest range needs them", async () => {
  await db().delete(minutes);
  for (const days of [29, 32]) countMinute(connected.id, { applied: 1 }, [], Date.now() - days * day);
  await flushMinutes();
  await prune();
  expect(await counted()).toHaveLength(1);
});

describe("what charts draw", () => {
  beforeEach(() => connectedSince(now - 40 * day));

  it("every stretch of the range, also those in which nothing happened; there no lag is made up", async () => {
    countMinute(
      connected.id,
      { applied: 5, duplicate: 1, requests: 7, refused: 2 },
      [100, 100, 400],
      now - 3 * 60 * minute,
    );
    await flushMinutes();
    const { stretches } = await charts("24h");
    expect(stretches).toHaveLength(48);
    expect(stretches.at(-1)).toMatchObject({
      at: "2026-11-21T12:00:00.000Z",
      lag: null,
      calls: { answered: 0, refused: 0 },
    });
    const busy = stretches.filter(({ lag }) => lag !== null);
    expect(busy).toMatchObject([
      {
        at: "2026-11-21T09:00:00.000Z",
        outcomes: { applied: 5, duplicate: 1, superseded: 0 },
        calls: { answered: 5, refused: 2 },
      },
    ]);
    expect(busy[0]?.lag).toBeGreaterThan(300);
    expect(busy[0]?.lag).toBeLessThanOrEqual(400);
  });

  it.each([
    ["1h", 60],
    ["24h", 48],
    ["7d", 56],
    ["30d", 60],
  ] as const)("%s as %i stretches, of which each minute is in one", async (range, count) => {
    for (const ago of [0, 50, 20 * 60, 6 * 24 * 60, 29 * 24 * 60])
      countMinute(connected.id, { applied: 1 }, [], now - ago * minute);
    await flushMinutes();
    const { stretches } = await charts(range);
    expect(stretches).toHaveLength(count);
    const within = { "1h": 2, "24h": 3, "7d": 4, "30d": 5 }[range];
    expect(stretches.reduce((sum, { outcomes }) => sum + outcomes.applied, 0)).toBe(within);
  });

  it("a time in the past as it was: nothing from before it or after it", async () => {
    for (const ago of [10, 90, 200]) countMinute(connected.id, { applied: ago }, [], now - ago * minute);
    await flushMinutes();
    await db().delete(runs);
    const values = { integrationId: connected.id, kind: "delta", trigger: "schedule", state: "equal" } as const;
    for (const ago of [10, 90, 200]) {
      await db()
        .insert(runs)
        .values({ ...values, seen: ago, finishedAt: new Date(now - ago * minute) });
    }
    const { stretches, runs: drawn } = await charts("1h", now - 60 * minute);
    expect(stretches.at(-1)?.at).toBe("2026-11-21T11:10:00.000Z");
    expect(stretches.reduce((sum, { outcomes }) => sum + outcomes.applied, 0)).toBe(90);
    expect(drawn.map(({ finishedAt }) => Date.parse(finishedAt))).toEqual([now - 90 * minute]);
  });

  it("the whole range, also where it begins before the connect", async () => {
    await connectedSince(now - 10 * minute);
    const { stretches } = await charts("1h");
    expect(stretches).toHaveLength(60);
  });

  it("what full compares had to mend, and that one did not get everywhere", async () => {
    await walkToTheEnd(connected.id);
    await db().delete(runs);
    const values = { integrationId: connected.id, kind: "reconcile", trigger: "schedule" } as const;
    const finishedAt = new Date(now - 60 * minute);
    await db()
      .insert(runs)
      .values([
        { ...values, state: "repaired", written: 3, deleted: 1, finishedAt },
        { ...values, state: "incomplete", written: 1, finishedAt },
        { ...values, state: "equal", finishedAt: new Date(now) },
        { ...values, state: "cancelled", written: 9, finishedAt: new Date(now) },
        { ...values, kind: "backfill", state: "equal", written: 9, finishedAt: new Date(now) },
      ]);
    const found = (await charts("24h")).stretches.map(({ compares }) => compares).filter(({ ended }) => ended > 0);
    expect(found).toEqual([
      { ended: 2, found: 5, incomplete: 1 },
      { ended: 1, found: 0, incomplete: 0 },
    ]);
  });
});

it("the numbers of a day are those of its minutes, and unknown where there were none", async () => {
  const numbers = async () => (await getChecks(connected.actor, connected.projectId)).numbers;
  await startRun(connected.id, "reconcile", "person");
  await walkToTheEnd(connected.id);
  expect(await numbers()).toMatchObject({ lag: { p50: null }, outcomes: { applied: 0 } });
  countMinute(connected.id, { applied: 100, askedAgain: 2 }, [...Array<number>(98).fill(500), 4500, 9000]);
  countMinute(connected.id, { applied: 7 }, [], Date.now() - 25 * 60 * minute);
  await flushMinutes();
  const { lag, outcomes } = await numbers();
  expect(outcomes).toMatchObject({ applied: 100, askedAgain: 2 });
  expect([lag.p50 ?? 0, lag.p95 ?? 0].every((time) => time > 400 && time <= 500)).toBe(true);
  expect(lag.p99).toBeGreaterThan(4000);
});
