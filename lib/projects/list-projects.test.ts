import pg from "pg";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { changes, integrations, members, projects, runs } from "@/db/schema";
import { createConsole } from "@/test/console";
import { createActor } from "@/test/integration";
import { listProjects } from "./list-projects";
import type { Actor } from "./views";

let actor: Actor;

beforeAll(async () => {
  await createConsole();
});
beforeEach(async () => {
  actor = await createActor();
});

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const sealed = { connection: "sealed", host: "db.test", database: "app", role: "app" };

async function addProject(name: string, integration?: Partial<typeof integrations.$inferInsert>): Promise<string> {
  const [project] = await db()
    .insert(projects)
    .values({ name, ...sealed })
    .returning();
  const projectId = project?.id ?? "";
  await db().insert(members).values({ projectId, accountId: actor.accountId, role: "viewer" });
  if (!integration) return "";
  const [made] = await db()
    .insert(integrations)
    .values({
      projectId,
      ...{ providerId: "clerk", providerProjectId: "x", providerProjectName: "X", credentials: "", hints: {} },
      ...{ schemaName: "neon_auth", webhookSecret: "", connectedBy: "Dana", lastCheckedAt: hoursAgo(1) },
      nextCheckAt: new Date(Date.now() + 3_600_000),
      ...integration,
    })
    .returning();
  return made?.id ?? "";
}
const problem = (needsPerson: boolean) => ({
  ...{ code: "provider_refused", message: "No.", since: hoursAgo(1).toISOString(), needsPerson },
  ...{ failures: 1, retryAt: hoursAgo(-1).toISOString() },
});
const wait = (integrationId: string, count: number, state: "waiting" | "held" = "waiting") =>
  db()
    .insert(changes)
    .values(
      Array.from({ length: count }, (_, n) => ({
        ...{ integrationId, eventId: `${state}${n}`, userId: `u${n}`, kind: "updated" as const, state },
      })),
    );

it("the worst comes first, and inside a state whoever has been in it the longest", async () => {
  await addProject("nothing");
  await addProject("fine, since yesterday", { state: "in-parity", stateSince: hoursAgo(24) });
  await addProject("fine, since just now", { state: "catching-up", stateSince: hoursAgo(99) });
  await addProject("fine, for long", { state: "in-parity", stateSince: hoursAgo(48) });
  await addProject("paused", { pausedAt: hoursAgo(1), pausedBy: "Dana" });
  await addProject("catching up", {}).then((id) => wait(id, 3));
  await addProject("copying", { lastCheckedAt: null }).then((integrationId) =>
    db().insert(runs).values({ integrationId, kind: "backfill", trigger: "connect" }),
  );
  await addProject("failing", { problem: problem(false) });
  await addProject("held", {}).then((id) => wait(id, 1, "held"));
  await addProject("refused", { problem: problem(true), state: "action-required", stateSince: hoursAgo(1) });
  const listed = await listProjects(actor);
  expect(listed.map(({ state, name }) => `${state ?? "not connected"}: ${name}`)).toEqual([
    "action-required: refused",
    "action-required: held",
    "degraded: failing",
    "backfilling: copying",
    "catching-up: catching up",
    "paused: paused",
    "in-parity: fine, for long",
    "in-parity: fine, since yesterday",
    "in-parity: fine, since just now",
    "not connected: nothing",
  ]);
  expect(listed.find(({ name }) => name === "catching up")).toMatchObject({ waiting: 3, providerName: "Clerk" });
  expect(listed.find(({ name }) => name === "fine, since just now")).toMatchObject({ since: null });
});

it("a full check that ended incomplete makes the project degraded, and a later good one mends it", async () => {
  const integrationId = await addProject("storefront", {});
  const ended = { integrationId, kind: "reconcile", trigger: "schedule" } as const;
  await db()
    .insert(runs)
    .values({ ...ended, state: "incomplete", startedAt: hoursAgo(2) });
  expect(await listProjects(actor)).toMatchObject([{ state: "degraded" }]);
  await db()
    .insert(runs)
    .values({ ...ended, state: "equal", startedAt: hoursAgo(1) });
  expect(await listProjects(actor)).toMatchObject([{ state: "in-parity" }]);
});

it("a disconnected provider leaves a project that is not connected", async () => {
  await addProject("storefront", { disconnectedAt: new Date() });
  expect(await listProjects(actor)).toMatchObject([{ state: null, providerName: null, provedAt: null, waiting: 0 }]);
});

it("fifty projects cost one statement", async () => {
  for (let n = 0; n < 50; n++) await addProject(`project ${n}`, n % 2 ? { state: "in-parity" } : undefined);
  const asked = vi.spyOn(pg.Pool.prototype, "query");
  expect(await listProjects(actor)).toHaveLength(50);
  expect(asked).toHaveBeenCalledTimes(1);
});

it("nobody sees a project that is not theirs", async () => {
  await addProject("theirs", {});
  expect(await listProjects(await createActor("Stranger"))).toEqual([]);
});
