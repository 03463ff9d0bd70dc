import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dueChanges } from "@/db/queries/changes";
import { auditLog, changes, integrations, projects } from "@/db/schema";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { connectionVault } from "@/lib/sealed";
import { createConsole } from "@/test/console";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { approveDeletions } from "./approve-deletions";
import { discardChanges } from "./discard-changes";
import { getStatus } from "./get-status";
import { listOpenChanges } from "./list-open-changes";
import { rejectDeletions } from "./reject-deletions";
import { retryChanges } from "./retry-changes";

const verbs = { approveDeletions, rejectDeletions, retryChanges, discardChanges };
const everything = { through: Number.MAX_SAFE_INTEGER, count: 1_000_000 };

let provider: Counterpart;
let here: Connected;
let elsewhere: Connected;

beforeAll(async () => {
  await createConsole();
  provider = await startStackAuth();
  here = await connectProvider("stack-auth", provider.credentials(provider.origin));
  elsewhere = await connectProvider("stack-auth", provider.credentials(provider.origin));
});
afterAll(async () => {
  await here.end();
  await elsewhere.end();
  await provider.stop();
});
beforeEach(async () => {
  await db().delete(changes);
  await db().update(integrations).set({ wake: false });
});

let made = 0;
const nextYear = new Date(Date.now() + 365 * 86_400_000);

/** An open change, as a drain or a walk leaves it. Returns its id. */
async function left(state: "held" | "parked", userId: string, { id: integrationId } = here): Promise<number> {
  const kind = state === "held" ? "deleted" : "updated";
  const [row] = await db()
    .insert(changes)
    .values({
      integrationId,
      eventId: `e${made++}`,
      userId,
      kind,
      state,
      reason: "Why",
      attempts: 4,
      asked: 3,
      dueAt: nextYear,
    })
    .returning({ id: changes.id });
  return row?.id ?? 0;
}

async function find(id: number) {
  const [row] = await db().select().from(changes).where(eq(changes.id, id));
  return row;
}

const stateOf = async (id: number) => (await find(id))?.state;
const isAwake = async () =>
  (await db().select().from(integrations).where(eq(integrations.id, here.id)))[0]?.wake ?? false;

describe("what a decision does", () => {
  it("approve lets a deletion through the limit, in the person's name, and wakes the drain", async () => {
    const id = await left("held", "a");
    expect(await approveDeletions(here.actor, here.projectId, { ids: [id] })).toBe(1);
    expect(await find(id)).toMatchObject({ state: "waiting", approvedBy: "Dana", reason: null, attempts: 0, asked: 0 });
    expect(await dueChanges(here.id, 10)).toMatchObject([{ id }]);
    expect(await isAwake()).toBe(true);
  });

  it("reject settles it and says who did", async () => {
    const id = await left("held", "a");
    await rejectDeletions(here.actor, here.projectId, { ids: [id] });
    expect(await find(id)).toMatchObject({ state: "superseded", reason: "Rejected by Dana.", approvedBy: null });
    expect((await find(id))?.settledAt).not.toBeNull();
    expect(await isAwake()).toBe(false);
  });

  it("retry gives a parked user all attempts back and wakes the drain", async () => {
    const id = await left("parked", "a");
    await retryChanges(here.actor, here.projectId, { ids: [id] });
    expect(await find(id)).toMatchObject({ state: "waiting", attempts: 0, asked: 0, reason: null, approvedBy: null });
    expect(await dueChanges(here.id, 10)).toMatchObject([{ id }]);
    expect(await isAwake()).toBe(true);
  });

  it("discard settles it", async () => {
    const id = await left("parked", "a");
    await discardChanges(here.actor, here.projectId, { ids: [id] });
    expect(await stateOf(id)).toBe("discarded");
    expect((await find(id))?.settledAt).not.toBeNull();
    expect(await isAwake()).toBe(false);
  });

  it("each is in the audit log: who, about whom and how many", async () => {
    await db().delete(auditLog);
    await rejectDeletions(here.actor, here.projectId, { ids: [await left("held", "a")] });
    await left("parked", "b");
    await left("parked", "c");
    await discardChanges(here.actor, here.projectId, everything);
    await expect(retryChanges(here.actor, here.projectId, { ids: [1] })).rejects.toThrow();
    expect(await db().select().from(auditLog).orderBy(auditLog.id)).toMatchObject([
      { actor: "Dana", verb: "integration.reject-deletions", outcome: "done", detail: { count: 1, users: "a" } },
      { actor: "Dana", verb: "integration.discard-changes", outcome: "done", detail: { count: 2 } },
      { actor: "Dana", verb: "integration.retry-changes", outcome: "refused", detail: {} },
    ]);
  });
});

describe("nothing is decided unseen", () => {
  it("all means those that existed when the person looked", async () => {
    const seen = [await left("held", "a"), await left("held", "b")];
    const { held } = await listOpenChanges(here.actor, here.projectId);
    const later = await left("held", "c");
    const told = { through: held.through, count: held.total };
    expect(await approveDeletions(here.actor, here.projectId, told)).toBe(2);
    expect(await Promise.all(seen.map(stateOf))).toEqual(["waiting", "waiting"]);
    expect(await stateOf(later)).toBe("held");
  });

  it("an older change that was held after the look is not approved with the others: all stay", async () => {
    const older = await left("parked", "a");
    const seen = await left("held", "b");
    const { held } = await listOpenChanges(here.actor, here.projectId);
    await db().update(changes).set({ state: "held" }).where(eq(changes.id, older));
    const told = { through: held.through, count: held.total };
    await expect(approveDeletions(here.actor, here.projectId, told)).rejects.toMatchObject({ code: "conflict" });
    expect(await Promise.all([older, seen].map(stateOf))).toEqual(["held", "held"]);
    expect(await isAwake()).toBe(false);
  });

  it("what somebody else has decided meanwhile is not decided twice", async () => {
    const [a, b] = [await left("held", "a"), await left("held", "b")];
    await rejectDeletions(here.actor, here.projectId, { ids: [a] });
    const again = approveDeletions(here.actor, here.projectId, { ids: [a, b] });
    await expect(again).rejects.toMatchObject({ code: "not_found" });
    expect(await Promise.all([a, b].map(stateOf))).toEqual(["superseded", "held"]);
    expect(await approveDeletions(here.actor, here.projectId, everything)).toBe(1);
  });
});

describe.each(Object.entries(verbs))("%s", (name, verb) => {
  const own = name.endsWith("Deletions") ? "held" : "parked";
  const other = own === "held" ? "parked" : "held";

  it("does not find another integration's change, and leaves its own then too", async () => {
    const [mine, theirs] = [await left(own, "a"), await left(own, "a", elsewhere)];
    const both = verb(here.actor, here.projectId, { ids: [mine, theirs] });
    await expect(both).rejects.toMatchObject({ code: "not_found" });
    expect(await Promise.all([mine, theirs].map(stateOf))).toEqual([own, own]);
  });

  it("takes all of its own integration and state, and no other", async () => {
    const mine = [await left(own, "a"), await left(own, "b")];
    const others = [await left(other, "a"), await left(own, "a", elsewhere)];
    expect(await verb(here.actor, here.projectId, everything)).toBe(2);
    expect(await Promise.all(mine.map(stateOf))).not.toContain(own);
    expect(await Promise.all(others.map(stateOf))).toEqual([other, own]);
    expect(await verb(here.actor, here.projectId, everything)).toBe(0);
  });
});

describe("the list", () => {
  it("names users as their rows do, counts each once, and shows twenty", async () => {
    const [known] = await provider.addUsers(1);
    await walkToTheEnd(here.id);
    const ids = [await left("held", known ?? ""), await left("held", known ?? "")];
    for (let n = 0; n < 24; n++) await left("held", `gone-${n}`);
    const { held, parked, named } = await listOpenChanges(here.actor, here.projectId);
    const { rows } = await here.target.query("select name, email from neon_auth.users_sync where id = $1", [known]);
    expect(held).toMatchObject({ total: 25, users: { length: 20 } });
    expect(held.users[0]).toMatchObject({ userId: known, ids, ...rows[0], kind: "deleted", reason: "Why" });
    expect(held.users[1]).toMatchObject({ userId: "gone-0", name: null, email: null });
    expect([parked.total, named]).toEqual([0, true]);
  });

  it("has ids without names while the customer's database does not answer, and decisions still work", async () => {
    const id = await left("parked", "a");
    const [before] = await db().select().from(projects).where(eq(projects.id, here.projectId));
    const connection = connectionVault.seal("postgres://a:b@127.0.0.1:1/c", here.projectId);
    await db().update(projects).set({ connection }).where(eq(projects.id, here.projectId));
    const { parked, named } = await listOpenChanges(here.actor, here.projectId);
    expect(named).toBe(false);
    expect(parked.users).toMatchObject([{ userId: "a", name: null, email: null, ids: [id], attempts: 4 }]);
    expect(await discardChanges(here.actor, here.projectId, { ids: [id] })).toBe(1);
    await db().update(projects).set({ connection: before?.connection }).where(eq(projects.id, here.projectId));
  });
});

it("I7: held deletions are in the status, and need a person", async () => {
  await left("held", "a");
  expect(await getStatus(here.actor, here.projectId)).toMatchObject({ held: 1, state: "action-required" });
});
