import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { takeTokens } from "@/db/queries/budgets";
import { updateIntegration } from "@/db/queries/integrations";
import { findRun, findRunningRun } from "@/db/queries/runs";
import { claimDuePolls } from "@/db/queries/sweep";
import { auditLog, budgets, runs } from "@/db/schema";
import { finishWalk } from "@/lib/sync/finish-walk";
import { findWork } from "@/lib/sync/sweep";
import { walkUsers } from "@/lib/sync/walk-users";
import { integrationOf, walkToTheEnd } from "@/test/integration";
import { connected, provider, rows } from "@/test/synced";
import { getSettings } from "./get-settings";
import { getStatus } from "./get-status";
import { setBudgetShare } from "./set-budget-share";
import { setPrivateMetadata } from "./set-private-metadata";
import { setSchedule } from "./set-schedule";

const minute = 60_000;
const own = { checkEveryMinutes: null, pollEverySeconds: null };

const integration = () => integrationOf(connected);
const minutesUntil = (at: Date | null) => Math.round((Number(at) - Date.now()) / minute);
const schedule = (input: { checkEveryMinutes?: number; pollEverySeconds?: number }) =>
  setSchedule(connected.actor, connected.projectId, { ...own, ...input });
const leaveOut = (wish: boolean) => setPrivateMetadata(connected.actor, connected.projectId, wish);
const share = (percent: number) => setBudgetShare(connected.actor, connected.projectId, percent);

describe("the schedule of one integration", () => {
  it("counts from the end of each walk, and is what the page says", async () => {
    await schedule({ checkEveryMinutes: 360, pollEverySeconds: 45 });
    await walkToTheEnd(connected.id);
    expect(minutesUntil((await integration()).nextCheckAt)).toBe(360);
    const status = await getStatus(connected.actor, connected.projectId);
    expect(status?.listening.walk).toEqual({ everyMinutes: 360 });
    expect(await getSettings(connected.actor, connected.projectId)).toMatchObject({
      provider: "Stack Auth",
      check: { every: 360, byDefault: 60 },
    });
  });

  it("brings a check that would come later forward, and leaves one that comes sooner", async () => {
    await walkToTheEnd(connected.id);
    await schedule({ checkEveryMinutes: 5 });
    expect(minutesUntil((await integration()).nextCheckAt)).toBe(5);
    await schedule({ checkEveryMinutes: 10_080 });
    expect(minutesUntil((await integration()).nextCheckAt)).toBe(5);
  });

  it("goes back to the console's own", async () => {
    await schedule({ checkEveryMinutes: 5 });
    await schedule({});
    await walkToTheEnd(connected.id);
    expect(minutesUntil((await integration()).nextCheckAt)).toBe(60);
  });

  it("says when a feed is read next", async () => {
    const due = { feedPosition: "0", nextPollAt: new Date(0) };
    await updateIntegration(connected.id, { ...due, pollEverySeconds: 600 });
    expect(await claimDuePolls(30)).toContainEqual({ id: connected.id });
    expect(minutesUntil((await integration()).nextPollAt)).toBe(10);
  });

  it.each([
    { checkEveryMinutes: 4 },
    { checkEveryMinutes: 10_081 },
    { checkEveryMinutes: 7.5 },
    { pollEverySeconds: 9 },
    { pollEverySeconds: 3601 },
  ])("refuses %o, and changes nothing", async (input) => {
    const [field] = Object.keys(input);
    await expect(schedule(input)).rejects.toMatchObject({ code: "invalid_input", field });
    expect(await integration()).toMatchObject(own);
  });

  it("a first copy that has not ended is not followed by a check of the schedule's", async () => {
    expect((await integration()).nextCheckAt).toBeNull();
    await schedule({ checkEveryMinutes: 5 });
    expect((await integration()).nextCheckAt).toBeNull();
  });
});

describe("private metadata", () => {
  const keys = async () => {
    const { rows: found } = await connected.target.query("select raw_json from neon_auth.users_sync");
    return found.map(({ raw_json }) => "server_metadata" in raw_json);
  };
  const compare = async () => {
    await updateIntegration(connected.id, { nextCheckAt: new Date(0) });
    await findWork();
    const run = await findRunningRun(connected.id);
    await walkToTheEnd(connected.id);
    return findRun(run?.id ?? "");
  };

  it("leaves every row at the next compare, which is due at once, and comes back the same way", async () => {
    await provider.addUsers(3);
    await walkToTheEnd(connected.id);
    const all = (await rows()).map(() => true);
    expect(await keys()).toEqual(all);
    await leaveOut(true);
    expect((await findWork()).walks.map(({ integrationId }) => integrationId)).toContain(connected.id);
    await walkToTheEnd(connected.id);
    expect(await keys()).toEqual(all.map(() => false));
    expect(await compare()).toMatchObject({ state: "equal", written: 0 });
    await leaveOut(false);
    expect(await compare()).toMatchObject({ state: "repaired", written: all.length });
    expect(await keys()).toEqual(all);
  });

  it("a walk that had begun under the old wish does not end as if it had followed the new one", async () => {
    await provider.addUsers(200);
    const before = await findRunningRun(connected.id);
    await walkUsers(before?.id ?? "", Date.now());
    await leaveOut(true);
    expect(await findRun(before?.id ?? "")).toMatchObject({ state: "cancelled" });
    expect(await finishWalk(before?.id ?? "")).toBeNull();
    expect(minutesUntil((await integration()).nextCheckAt)).toBeLessThanOrEqual(0);
    await compare();
    expect(new Set(await keys())).toEqual(new Set([false]));
  });

  it("a wish that is so already disturbs nothing", async () => {
    const before = await findRunningRun(connected.id);
    await leaveOut(false);
    expect(
      await db()
        .select()
        .from(runs)
        .where(eq(runs.id, before?.id ?? "")),
    ).toEqual([before]);
  });
});

describe("the share of the provider's limit", () => {
  it("holds at once, also where a rate was learned before", async () => {
    await takeTokens(connected.id, { start: 50, floor: 1, assumed: 50 });
    await share(10);
    expect(await db().select().from(budgets).where(eq(budgets.integrationId, connected.id))).toMatchObject([
      { rate: 10, tokens: 0 },
    ]);
    expect((await integration()).budgetShare).toBe(10);
  });

  it.each([9, 101, 33.3])("refuses %d percent, and says so in the audit log", async (percent) => {
    await expect(share(percent)).rejects.toMatchObject({ code: "invalid_input", field: "percent" });
    expect((await integration()).budgetShare).toBe(50);
    const [entry] = await db().select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
    expect(entry).toMatchObject({ verb: "integration.set-budget-share", outcome: "refused" });
  });
});
