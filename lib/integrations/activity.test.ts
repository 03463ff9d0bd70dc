import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { findRunningRun } from "@/db/queries/runs";
import { auditLog, runs, stateChanges } from "@/db/schema";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { clearProblem, recordProblem } from "@/lib/sync/problem";
import { noticeStates } from "@/lib/sync/state";
import { walkUsers } from "@/lib/sync/walk-users";
import { walkToTheEnd } from "@/test/integration";
import { connectStackAuth } from "@/test/stack-auth";
import { connected, first, provider, proxy } from "@/test/synced";
import { approveDeletions } from "./approve-deletions";
import { getRun } from "./get-run";
import { listActivity } from "./list-activity";
import { listOpenChanges } from "./list-open-changes";
import { resync } from "./resync";
import { retryChanges } from "./retry-changes";
import type { ActivityEntry, ActivityQuery } from "./views";
import { saveWebhookSecret } from "./webhook-secret";

const all: ActivityQuery = { kind: "all", actor: null, range: "7d", cursor: null };

const list = (query: Partial<ActivityQuery> = {}) =>
  listActivity(connected.actor, connected.projectId, { ...all, ...query });

/** An entry in one line. */
function line(entry: ActivityEntry): string {
  switch (entry.source) {
    case "run":
      return `${entry.run.kind} ${entry.run.state}`;
    case "state":
      return `${entry.state}: ${entry.reason}`;
    case "held":
      return `${entry.count} held: ${entry.reason}`;
    case "act":
      return `${entry.title}: ${entry.text}`;
  }
}

/** What is listed, oldest first. */
const told = async (query: Partial<ActivityQuery> = {}) => (await list(query)).entries.map(line).toReversed();

async function compare() {
  await resync(connected.actor, connected.projectId);
  await walkToTheEnd(connected.id);
  await noticeStates();
}

/** A step of a walk, as the background function runs it. */
async function step() {
  const run = await findRunningRun(connected.id);
  await walkUsers(run?.id ?? "").then(
    () => clearProblem(connected.id),
    (error: unknown) => recordProblem(connected.id, error),
  );
}

it("tells what happened in the order in which it did: a key refused, deletions held and approved, a row repaired", async () => {
  const ids = await provider.addUsers(12);
  await walkToTheEnd(connected.id);
  await noticeStates();

  await resync(connected.actor, connected.projectId);
  proxy.hold(() => ({ status: 401, body: "{}" }));
  await step();
  await noticeStates();
  proxy.hold(null);
  await step();
  await walkToTheEnd(connected.id);
  await noticeStates();

  for (const id of ids) await provider.deleteUser(id);
  await compare();
  const { held } = await listOpenChanges(connected.actor, connected.projectId);
  await approveDeletions(connected.actor, connected.projectId, { through: held.through, count: held.total });
  await drainInbox(connected.id);

  const [kept] = await provider.addUsers(1);
  await compare();
  await connected.target.query("update neon_auth.users_sync set raw_json = '{}' where id = $1", [kept]);
  await compare();

  const back = (state: string) => expect.stringMatching(`^in-parity: Back after .+ of ${state}\\.$`);
  expect(await told()).toEqual([
    "backfill equal",
    "Connect: Dana connected Stack Auth.",
    "reconcile equal",
    "in-parity: The last full check found both sides equal, and nothing waits.",
    "reconcile equal",
    expect.stringMatching(/^action-required: .*refuse/),
    back("Action required"),
    "reconcile incomplete",
    expect.stringMatching(/^12 held: 12 users are gone at once/),
    "action-required: 12 deletions above the limit wait for a person.",
    "Held deletions: Dana approved held deletions of 12 users.",
    "reconcile repaired",
    back("Action required"),
    "reconcile repaired",
  ]);
  expect(await told({ kind: "deletions" })).toEqual([
    "reconcile incomplete",
    expect.stringMatching(/^12 held/),
    "Held deletions: Dana approved held deletions of 12 users.",
  ]);
  expect(await told({ kind: "states", actor: "Dana" })).toEqual([]);
  expect(await told({ kind: "runs", actor: "Dana" })).toHaveLength(4);
  expect((await list()).actors).toEqual(["Dana"]);
});

it("tells what was refused and what failed, and by whom, of a new verb too", async () => {
  await expect(retryChanges(connected.actor, connected.projectId, { ids: [1] })).rejects.toThrow();
  await saveWebhookSecret(connected.actor, connected.projectId, "whsec_AAAAAAAAAAAAAAAAAAAAAAAA");
  const entry = { projectId: connected.projectId, actor: "Ravi", detail: {} };
  await db()
    .insert(auditLog)
    .values([
      { ...entry, verb: "integration.resync", outcome: "failed" },
      { ...entry, verb: "integration.set-new-thing", outcome: "done" },
      { ...entry, verb: "project.rename", outcome: "done" },
    ]);
  expect((await told()).slice(2)).toEqual([
    "Parked changes: Dana tried to retry parked changes and was refused.",
    "Webhook secret: Dana saved the signing secret.",
    "Reconcile: Ravi tried to start a reconcile, which failed.",
    expect.stringMatching(/^Set new thing: Ravi /),
  ]);
  expect(await told({ kind: "keys" })).toEqual(["Webhook secret: Dana saved the signing secret."]);
  expect(await told({ kind: "settings", actor: "Ravi" })).toEqual([expect.stringMatching(/^Set new thing: Ravi /)]);
});

it("pages through entries of the same instant without missing or repeating one", async () => {
  const at = new Date(Date.now() - 60_000);
  const integrationId = connected.id;
  await db().delete(runs);
  await db().delete(auditLog);
  const many = Array.from({ length: 45 }, (_, n) => n);
  await db()
    .insert(runs)
    .values(
      many.map(() => ({ integrationId, kind: "delta", trigger: "schedule", state: "equal", startedAt: at }) as const),
    );
  await db()
    .insert(stateChanges)
    .values(many.map((n) => ({ integrationId, at, state: "in-parity", reason: `${n}` })));
  const act = {
    projectId: connected.projectId,
    at,
    actor: "Dana",
    verb: "integration.pause",
    outcome: "done",
  } as const;
  await db()
    .insert(auditLog)
    .values(many.map(() => act));
  const keys: string[] = [];
  for (let cursor: string | null = null, n = 0; n === 0 || cursor; n++) {
    const page: Awaited<ReturnType<typeof list>> = await list({ cursor });
    keys.push(...page.entries.map(({ key }) => key));
    cursor = page.next;
  }
  expect([keys.length, new Set(keys).size]).toEqual([135, 135]);
});

it("a cursor that is none is refused, and no other project's runs are listed or shown", async () => {
  await expect(list({ cursor: "bm9uZQ" })).rejects.toMatchObject({ code: "invalid_input" });
  const elsewhere = await connectStackAuth();
  const [foreign] = await db().select().from(runs).where(eq(runs.integrationId, elsewhere.id));
  const theirs = getRun(connected.actor, connected.projectId, foreign?.id ?? "");
  await expect(theirs).rejects.toMatchObject({ code: "not_found" });
  expect((await list()).entries.map(({ key }) => key)).not.toContain(`run:${foreign?.id}`);
  await elsewhere.end();
});

it("a run's page says who started it, what it left to a person, and which runs stand beside it", async () => {
  const ids = await provider.addUsers(12);
  await walkToTheEnd(connected.id);
  for (const id of ids) await provider.deleteUser(id);
  await resync(connected.actor, connected.projectId);
  await walkToTheEnd(connected.id);
  const { entries } = await list({ kind: "runs" });
  const shown = entries.flatMap((entry) => (entry.source === "run" ? [entry.run.id] : []));
  const view = await getRun(connected.actor, connected.projectId, first(shown));
  expect(view).toMatchObject({
    run: { kind: "reconcile", trigger: "person", startedBy: "Dana", state: "incomplete", held: 12 },
    previous: shown[1],
    next: null,
    differences: null,
  });
  expect(view.run.requests).toBeGreaterThan(12);
  expect(view.left).toHaveLength(12);
  expect(view.left.every(({ open, reason }) => open && reason?.includes("gone at once"))).toBe(true);
  const before = await getRun(connected.actor, connected.projectId, shown[1] ?? "");
  expect(before).toMatchObject({ next: first(shown), previous: shown[2], left: [] });
});
