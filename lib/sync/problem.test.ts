import { eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { receiveChanges } from "@/db/queries/changes";
import { integrationsWithDueChanges } from "@/db/queries/sweep";
import { changes, integrations, projects } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { Throttled } from "@/lib/http-budget";
import { getStatus } from "@/lib/integrations/get-status";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import { saveWebhookSecret } from "@/lib/integrations/webhook-secret";
import { newWebhookSecret } from "@/lib/providers/signature";
import { connectionVault } from "@/lib/sealed";
import { parseConnectionString } from "@/lib/target/connection";
import { targetError } from "@/lib/target/errors";
import { walkToTheEnd } from "@/test/integration";
import { connected, provider, proxy } from "@/test/synced";
import { applyChanges } from "./apply-changes";
import { clearProblem, recordProblem } from "./problem";

let userId: string;

beforeEach(async () => {
  [userId = ""] = await provider.addUsers(1);
  await walkToTheEnd(connected.id);
});
afterEach(() => {
  vi.useRealTimers();
});

const status = () => getStatus(connected.actor, connected.projectId);
const problem = async () => (await status())?.problem;
const arrive = (eventId: string) =>
  receiveChanges(connected.id, eventId, [{ userId, kind: "updated", updatedAt: null }]);
const inbox = async (eventId: string) => (await db().select().from(changes).where(eq(changes.eventId, eventId)))[0];
/** The same by the provider's own webhook. */
async function deliver(eventId: string) {
  const secret = newWebhookSecret();
  await saveWebhookSecret(connected.actor, connected.projectId, secret);
  const body = JSON.stringify({ type: "user.updated", data: { id: userId } });
  const headers = {
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
    "webhook-signature": new Webhook(secret).sign(eventId, new Date(), body),
  };
  await (await receiveWebhook(connected.id, new Headers(headers), Buffer.from(body)))();
  return inbox(eventId);
}
/** A drain as the background engine runs it. */
const drain = () => applyChanges(connected.id).catch((error: unknown) => recordProblem(connected.id, error));
const isDue = async () => (await integrationsWithDueChanges()).some(({ id }) => id === connected.id);
const inSeconds = (iso: string | undefined) => (Date.parse(iso ?? "") - Date.now()) / 1000;

describe("I7: what does not work is said, with what it means and what happens next", () => {
  it("target down: events are still taken, none is lost, and the status shows since when they wait", async () => {
    const away = connectionVault.seal("postgres://nobody@127.0.0.1:1/away", connected.projectId);
    const [before] = await db().select().from(projects).where(eq(projects.id, connected.projectId));
    await db().update(projects).set({ connection: away }).where(eq(projects.id, connected.projectId));

    const change = await deliver("msg_1");
    await drain();

    expect(await inbox("msg_1")).toMatchObject({ state: "waiting", attempts: 0 });
    expect(await status()).toMatchObject({
      state: "degraded",
      waiting: 1,
      oldestWaitingAt: change?.receivedAt.toISOString(),
      problem: { code: "target_unavailable", needsPerson: false },
    });

    await db()
      .update(projects)
      .set(before ?? {})
      .where(eq(projects.id, connected.projectId));
    expect(await applyChanges(connected.id)).toMatchObject({ settled: 1 });
    expect(await status()).toMatchObject({ waiting: 0, oldestWaitingAt: null });
  });

  it("401 and 403 wait for a person, and name the scope that is missing but nothing else of the answer", async () => {
    await arrive("e1");
    const body = '{"message":"s3cret: expected any of these scopes: read:users"}';
    for (const path of [`/users/${userId}`, "/projects/current"]) proxy.inject(path, { status: 403, body });
    await drain();
    expect(await problem()).toMatchObject({
      code: "provider_refused",
      needsPerson: true,
      message: "Stack Auth refuses what Rollcall asks with these credentials. It answered 403 and asks for read:users.",
      remedy: "Make a secret server key under Project keys, then enter it here.",
    });
    expect(await status()).toMatchObject({ state: "action-required", waiting: 1 });
    expect(JSON.stringify(await problem())).not.toContain("s3cret");
  });

  it("what waits for a person goes on to when the provider also asks to be left alone", async () => {
    await arrive("e1");
    for (const path of [`/users/${userId}`, "/projects/current"]) proxy.inject(path, { status: 401, body: "{}" });
    await drain();
    await recordProblem(connected.id, new Throttled("Stack Auth", 40));
    const refused = await problem();
    expect(refused).toMatchObject({ code: "provider_refused", needsPerson: true });
    expect(inSeconds(refused?.retryAt)).toBeGreaterThan(20);
  });

  it("a missing right at the target waits for a person, with the grant to make", async () => {
    const connection = parseConnectionString("postgres://sync:s3cret@db.example.com/app");
    const denied = Object.assign(new Error("permission denied for table users_sync"), { code: "42501" });
    await recordProblem(connected.id, targetError(denied, connection));
    expect(await problem()).toMatchObject({
      code: "target_refused",
      needsPerson: true,
      message: "db.example.com:5432 denies role sync a right: permission denied for table users_sync.",
      remedy: "Grant it as the owner of that object.",
    });
  });

  it("what is neither the provider's nor the target's fault is left to the engine", async () => {
    const bug = new TypeError("x is not a function");
    await expect(recordProblem(connected.id, bug)).rejects.toBe(bug);
    expect(await problem()).toBeNull();
  });
});

describe("when it is tried again", () => {
  it("429: after exactly the told time, and nobody asks the provider or wakes the drain before", async () => {
    await arrive("e1");
    proxy.inject(`/users/${userId}`, { status: 429, headers: { "retry-after": "30" }, body: "{}" });
    await drain();
    const waiting = await problem();
    expect(waiting).toMatchObject({ code: "provider_throttled", needsPerson: false });
    expect(inSeconds(waiting?.retryAt)).toBeGreaterThan(20);
    expect(inSeconds(waiting?.retryAt)).toBeLessThanOrEqual(30);
    expect(await isDue()).toBe(false);

    const asked = proxy.seen("/api/v1");
    await drain();
    expect(proxy.seen("/api/v1")).toBe(asked);

    const past = sql`jsonb_set(${integrations.problem}, '{retryAt}', '"2000-01-01T00:00:00Z"')`;
    await db().update(integrations).set({ problem: past }).where(eq(integrations.id, connected.id));
    expect(await isDue()).toBe(true);
  });

  it("429: a short wait is sat out, and the change is applied as if nothing had been", async () => {
    await arrive("e1");
    proxy.inject(`/users/${userId}`, { status: 429, headers: { "retry-after": "1" }, body: "{}" });
    expect(await applyChanges(connected.id)).toMatchObject({ settled: 1 });
    expect(await problem()).toBeNull();
  });

  it("to the second where the other side said so, else doubling from 2 s with jitter up to 5 minutes", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const now = Date.now();
    const next = async (error: AppError) => {
      await recordProblem(connected.id, error);
      const { failures, retryAt, since } = (await problem()) ?? {};
      expect(since).toBe(new Date(now).toISOString());
      return [failures, inSeconds(retryAt)] as const;
    };
    expect(await next(new Throttled("Acme", 17))).toEqual([1, 17]);
    expect(await next(new Throttled("Acme", 90))).toEqual([2, 90]);
    for (const [n, seconds] of [2, 4, 8, 16, 32, 64, 128, 256, 300, 300].entries()) {
      const [failures, wait] = await next(new AppError("provider_unavailable", "Acme answered 503."));
      expect(failures).toBe(n + 1);
      expect(wait).toBeGreaterThanOrEqual(seconds * 0.75 - 0.001);
      expect(wait).toBeLessThanOrEqual(seconds * 1.25);
    }
    expect(await next(new AppError("provider_unavailable", "Later.", { retryAfter: 600 }))).toEqual([11, 600]);
  });

  it("not at all any more once it works", async () => {
    await recordProblem(connected.id, new AppError("target_unavailable", "Away."));
    await clearProblem(connected.id);
    expect(await problem()).toBeNull();
  });
});
