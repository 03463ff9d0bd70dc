import { eq } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import { db } from "@/db/client";
import { updateIntegration } from "@/db/queries/integrations";
import { findRunningRun } from "@/db/queries/runs";
import { changes } from "@/db/schema";
import { inngest } from "@/inngest/client";
import { pause } from "@/lib/integrations/pause";
import { purgeUser } from "@/lib/integrations/purge-user";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import { resume } from "@/lib/integrations/resume";
import { saveWebhookSecret } from "@/lib/integrations/webhook-secret";
import { getProvider } from "@/lib/providers";
import type { SentEvent } from "@/lib/providers/fixtures/counterpart";
import type { ProviderUser } from "@/lib/providers/types";
import { integrationOf, walkToTheEnd } from "@/test/integration";
import { connected, event, first, inbox, provider, proxy } from "@/test/synced";
import { drainInbox } from "./drain-inbox";
import { eraseUsers } from "./erase-users";
import { pollChanges } from "./poll-changes";
import { recordProblem } from "./problem";
import { countAfterWrites, findWork } from "./sweep";
import { walkUsers } from "./walk-users";

const secret = `whsec_${Buffer.from("a signing secret of the tests").toString("base64")}`;
const paused = { message: "The sync is paused." };

const integration = () => integrationOf(connected);
const runId = async () => (await findRunningRun(connected.id))?.id ?? "";
const hold = () => pause(connected.actor, connected.projectId);
const goOn = () => resume(connected.actor, connected.projectId);
const open = async () => (await inbox()).filter(({ state }) => state === "waiting");

async function deliver(sent: SentEvent): Promise<void> {
  const delivery = provider.send?.(sent, secret, new Date());
  const followUp = await receiveWebhook(connected.id, new Headers(delivery?.headers), Buffer.from(delivery?.raw ?? ""));
  await followUp();
}

/** Both sides, field by field; the provider is asked behind the proxy's back. */
async function bothSides() {
  const { listUsers } = getProvider("stack-auth");
  const users: ProviderUser[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listUsers(provider.credentials(provider.origin), cursor ?? null);
    users.push(...page.users);
    cursor = page.next;
  }
  const columns = "select id, name, email, raw_json as raw from neon_auth.users_sync where deleted_at is null";
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const there = users.map(({ id, name, email, raw }) => ({ id, name, email, raw }));
  return [(await connected.target.query(columns)).rows.sort(byId), there.sort(byId)];
}

/** Whatever this process sends to the customer's database. */
let statements: MockInstance<typeof pg.Client.prototype.query>;
const toTarget = () => {
  const database = new URL(connected.target.options.connectionString ?? "").pathname.slice(1);
  return statements.mock.contexts.filter((client) => (client as { database?: string }).database === database).length;
};
let sent: MockInstance<typeof inngest.send>;
const woken = () => sent.mock.calls.flatMap(([events]) => [events].flat()).map(({ name }) => name);

beforeEach(async () => {
  await saveWebhookSecret(connected.actor, connected.projectId, secret);
  statements = vi.spyOn(pg.Client.prototype, "query");
  sent = vi.spyOn(inngest, "send").mockResolvedValue({ ids: [] });
});
afterEach(() => {
  proxy.hold(null);
});

/** Every way by which the background comes, sent all the same; each is turned away, and no problem is noted. */
async function expectAllTurnedAway(run: string): Promise<void> {
  for (const work of [
    () => drainInbox(connected.id),
    () => walkUsers(run),
    () => pollChanges(connected.id),
    () => eraseUsers(connected.id),
    () => countAfterWrites(connected.id),
  ]) {
    const error = await work().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(paused);
    await recordProblem(connected.id, error);
  }
  expect((await integration()).problem).toBeNull();
}

it("I1: paused in the middle of a walk and of a backlog, it asks nothing of either side, takes events, and ends equal", async () => {
  const ids = await provider.addUsers(700);
  await walkToTheEnd(connected.id);
  const [gone = "", changed = "", later = ""] = ids;
  await provider.deleteUser(gone);
  for (const id of ids) await event(`e ${id}`, id, id === gone ? "deleted" : "updated");
  const { walk } = await drainInbox(connected.id);
  expect(await walkUsers(walk ?? "", Date.now())).toBe(false);
  const before = await findRunningRun(connected.id);
  const waiting = (await open()).length;
  expect(waiting).toBeGreaterThan(0);

  await hold();
  const [requests, asked] = [proxy.seen("/"), toTarget()];
  expect(Math.min(requests, asked)).toBeGreaterThan(0);
  await provider.changeUser(changed);
  await provider.deleteUser(later);
  const [added = ""] = await provider.addUsers(1);
  await deliver({ kind: "updated", userId: changed });
  await deliver({ kind: "deleted", userId: later });
  await deliver({ kind: "created", userId: added });
  await updateIntegration(connected.id, {
    nextCheckAt: new Date(0),
    nextDeltaAt: new Date(0),
    nextPollAt: new Date(0),
  });
  await expectAllTurnedAway(walk ?? "");
  expect(JSON.stringify(await findWork())).not.toContain(connected.id);
  expect([proxy.seen("/"), toTarget()]).toEqual([requests, asked]);
  expect(await findRunningRun(connected.id)).toEqual(before);
  expect((await open()).map(({ attempts, asked: again }) => attempts + again)).toEqual(Array(waiting + 3).fill(0));

  sent.mockClear();
  await goOn();
  expect(woken()).toEqual(["changes/received", "walk/requested"]);
  await drainInbox(connected.id);
  await walkToTheEnd(connected.id);
  // Whoever left behind the event that named them is asked for again, and the waits between are not what is tested.
  for (let round = 0; round < 5 && (await open()).length > 0; round++) {
    await db()
      .update(changes)
      .set({ dueAt: new Date(0) })
      .where(eq(changes.state, "waiting"));
    await drainInbox(connected.id);
  }
  const [rows, there] = await bothSides();
  expect(rows).toEqual(there);
  expect(await open()).toEqual([]);
});

it("a pause during the first copy stops it at the next step, and Resume carries it on from there", async () => {
  await provider.addUsers(300);
  const run = await runId();
  expect(await walkUsers(run, Date.now())).toBe(false);
  await hold();
  await expect(walkUsers(run)).rejects.toMatchObject(paused);
  const { cursor } = first([await findRunningRun(connected.id)].flatMap((found) => found ?? []));
  expect(cursor).not.toBeNull();
  await goOn();
  await walkToTheEnd(connected.id);
  const [rows, there] = await bothSides();
  expect(rows).toEqual(there);
});

it("a drain that is under way settles what it has read, and takes no further batch", async () => {
  const [one = "", two = ""] = await provider.addUsers(2);
  await walkToTheEnd(connected.id);
  await event("e1", one);
  let held: Promise<unknown> | undefined;
  proxy.hold(async (_url, pass) => {
    held ??= hold().then(() => deliver({ kind: "updated", userId: two }));
    await held;
    return pass();
  });
  await expect(drainInbox(connected.id)).rejects.toMatchObject(paused);
  expect((await inbox()).map(({ userId, state }) => [userId, state])).toEqual([
    [one, "applied"],
    [two, "waiting"],
  ]);
  await goOn();
  expect(await drainInbox(connected.id)).toMatchObject({ settled: 1 });
});

it("the flag that was up all through the pause does not keep Resume, or an event after it, from waking the drain", async () => {
  const [id = ""] = await provider.addUsers(1);
  await walkToTheEnd(connected.id);
  await hold();
  await deliver({ kind: "updated", userId: id });
  await expect(drainInbox(connected.id)).rejects.toMatchObject(paused);
  await deliver({ kind: "updated", userId: id });
  expect(woken()).toEqual(["changes/received"]);
  await goOn();
  expect(woken()).toEqual(["changes/received", "changes/received"]);
  await drainInbox(connected.id);
  await deliver({ kind: "updated", userId: id });
  expect(woken()).toHaveLength(3);
});

it("a purge by a person says that it did nothing", async () => {
  await hold();
  const purge = purgeUser(connected.actor, connected.projectId, { userId: "u1", how: "delete" });
  await expect(purge).rejects.toMatchObject({ code: "conflict", ...paused, remedy: "Resume it first." });
});

it("a second pause keeps the name and the time of the first", async () => {
  await hold();
  const { pausedAt, pausedBy } = await integration();
  await pause({ ...connected.actor, name: "Somebody else" }, connected.projectId);
  expect(await integration()).toMatchObject({ pausedAt, pausedBy });
  expect(pausedBy).toBe("Dana");
});

it("a compare that came due during the pause is due at Resume, and not late", async () => {
  await walkToTheEnd(connected.id);
  await hold();
  await updateIntegration(connected.id, { nextCheckAt: new Date(0) });
  await goOn();
  expect(Date.now() - Number((await integration()).nextCheckAt)).toBeLessThan(60_000);
  expect((await findWork()).walks.map(({ integrationId }) => integrationId)).toContain(connected.id);
});
