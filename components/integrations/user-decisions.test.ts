import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { changes } from "@/db/schema";
import { approveDeletions } from "@/lib/integrations/approve-deletions";
import { discardChanges } from "@/lib/integrations/discard-changes";
import { resyncUser } from "@/lib/integrations/resync-user";
import { applyChanges } from "@/lib/sync/apply-changes";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { connected, event, first, provider, proxy } from "@/test/synced";
import { decisionsOf, deletionOf, stored, verdictOf, view } from "@/test/user-page";
import { lookAgainAfter } from "./use-user";

const now = (id: string, set: Partial<typeof changes.$inferInsert> = {}) =>
  db()
    .update(changes)
    .set({ dueAt: new Date(0), ...set })
    .where(eq(changes.userId, id));

it("of two events that one read answers the earlier is superseded, and the page names the later", async () => {
  const id = first(await provider.addUsers(1));
  await event("e1", id, "created");
  await event("e2", id, "updated");
  await applyChanges(connected.id);
  const page = await view(id);
  expect(page.changes.map(({ state }) => state)).toEqual(["applied", "superseded"]);
  const words = decisionsOf(page);
  expect(words).toContain("Appliedupdated" + "Stack Auth was asked for the user, and its answer is in the row.");
  expect(words).toMatch(
    /Superseded by a later readcreatedA later change \(updated, received .*Nothing was written for it/,
  );
});

it("an event that is delivered again is counted as a duplicate of itself", async () => {
  const id = first(await provider.addUsers(1));
  expect(await event("e1", id, "created")).toBe(1);
  expect(await event("e1", id, "created")).toBe(0);
  await applyChanges(connected.id);
  expect(await event("e1", id, "created")).toBe(0);
  const page = await view(id);
  expect(page.changes).toMatchObject([{ state: "applied", deliveries: 3 }]);
  expect(decisionsOf(page)).toContain(
    "Duplicate. Delivered 3 times with the same event id. The repeats wrote nothing.",
  );
});

it("a read that contradicts its event is asked again, and what was decided on the way is kept", async () => {
  const id = first(await stored());
  await provider.deleteUser(id);
  await event("e1", id, "updated");
  await applyChanges(connected.id);
  const waiting = await view(id);
  expect(verdictOf(waiting)).toMatch(
    /^Catching up\. Stack Auth does not know this user, and the row is live\. The change that brings it is asked again at/,
  );
  expect(decisionsOf(waiting)).toMatch(
    /Asked againupdatedThe event said the user is there, and Stack Auth did not know them,.*after 2 more its answer/,
  );
  expect(lookAgainAfter(waiting, Date.parse(waiting.changes[0]?.dueAt ?? "") - 5_000)).toBe(5_500);
  for (let n = 0; n < 3; n++) {
    await now(id);
    await applyChanges(connected.id);
  }
  const settled = await view(id);
  expect(settled.changes[0]).toMatchObject({ state: "applied", found: "gone", history: { length: 3 } });
  expect(decisionsOf(settled)).toMatch(
    /Applied.*The event said the user is there, but Stack Auth does not know the user/,
  );
  expect(deletionOf(settled)).toContain("The change updated. From Stack Auth, received");
});

it("a deletion that the provider denies for good is told as a write", async () => {
  const id = first(await stored());
  await event("e1", id, "deleted");
  await now(id, { asked: 3 });
  await applyChanges(connected.id);
  expect(decisionsOf(await view(id))).toContain(
    "The event said deleted, but Stack Auth still knows the user. What it answered was stored, and nobody was marked",
  );
});

it("a user who cannot be read is tried again, parked in the end, and discarded by a person", async () => {
  const id = first(await stored());
  await provider.changeUser(id);
  await event("e1", id);
  const fails = async () => {
    proxy.inject(`/users/${id}`, { status: 200, body: '{"unexpected":true}' });
    await now(id);
    await applyChanges(connected.id);
  };
  await fails();
  expect(decisionsOf(await view(id))).toMatch(/Tried againupdated.*Next try at/);
  for (let n = 0; n < 4; n++) await fails();
  const parked = await view(id);
  expect(parked.changes[0]?.history.map(({ outcome }) => outcome)).toEqual([
    ...Array<string>(4).fill("tried_again"),
    "parked",
  ]);
  expect(verdictOf(parked)).toMatch(/^Action required\. name and 1 key .* The last change could not be applied:/);
  expect(decisionsOf(parked)).toMatch(/Parkedupdated.*retry or discard it on the Users page/);
  await discardChanges(connected.actor, connected.projectId, { ids: [parked.changes[0]?.id ?? 0] });
  const discarded = await view(id);
  expect(verdictOf(discarded)).toMatch(/^Differs\. .* Its last change was discarded\./);
  expect(decisionsOf(discarded)).toContain("A person gave it up.");
});

it("a held deletion waits for a person, and once approved the page says by whom", async () => {
  const ids = await stored(12);
  const id = first(ids);
  for (const each of ids) await provider.deleteUser(each);
  for (const each of ids) await event(`e-${each}`, each, "deleted");
  await applyChanges(connected.id);
  const held = await view(id);
  expect(verdictOf(held)).toMatch(
    /^Action required\. Stack Auth does not know .* The deletion is held: 12 users are gone/,
  );
  expect(decisionsOf(held)).toContain("Nothing was marked. Approve or reject it on the Users page.");
  await approveDeletions(connected.actor, connected.projectId, { ids: [held.changes[0]?.id ?? 0] });
  await drainInbox(connected.id);
  const words = decisionsOf(await view(id));
  expect(words).toMatch(/Held\. 12 users are gone at once/);
  expect(words).toContain("Approved. The held deletion was approved by Dana.");
});

it("a re-sync is a change like any other, and repairs nothing behind the provider's back", async () => {
  const id = first(await stored());
  await provider.changeUser(id);
  await resyncUser(connected.actor, connected.projectId, id);
  expect(decisionsOf(await view(id))).toMatch(/Waitingupdated.*Asked for in this console/);
  await drainInbox(connected.id);
  const page = await view(id);
  expect(page.changes).toMatchObject([{ from: "console", kind: "updated", state: "applied" }]);
  expect(verdictOf(page)).toMatch(/^Equal\./);
});
