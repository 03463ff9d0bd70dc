import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { findLastRun } from "@/db/queries/runs";
import { changes } from "@/db/schema";
import { approveDeletions } from "@/lib/integrations/approve-deletions";
import { getStatus } from "@/lib/integrations/get-status";
import { rejectDeletions } from "@/lib/integrations/reject-deletions";
import { resync } from "@/lib/integrations/resync";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, inbox, live, provider, proxy, rows } from "@/test/synced";
import { applyChanges } from "./apply-changes";

const walked = async (users: number) => {
  const ids = await provider.addUsers(users);
  await walkToTheEnd(connected.id);
  return ids;
};
const remove = async (ids: string[]) => {
  for (const id of ids) await provider.deleteUser(id);
};
const compare = async () => {
  await resync(connected.actor, connected.projectId);
  await walkToTheEnd(connected.id);
};
const deleted = async () => (await rows()).filter((row) => row.deleted).map(({ id }) => id);
const status = () => getStatus(connected.actor, connected.projectId);

describe("I5: deletions above the limit wait for a person", () => {
  it("a compare that finds too many gone marks none of them, and says so", async () => {
    const ids = await walked(12);
    await remove(ids);
    await compare();
    expect(await deleted()).toEqual([]);
    expect(await findLastRun(connected.id)).toMatchObject({ state: "incomplete", held: 12, deleted: 0 });
    expect(await status()).toMatchObject({ state: "action-required", held: 12 });
  });

  it("a second compare holds the same users once", async () => {
    const ids = await walked(12);
    await remove(ids);
    await compare();
    await compare();
    expect(await inbox()).toHaveLength(12);
  });

  it("events are held as well, all of them, and later ones within the hour with them", async () => {
    const ids = await walked(14);
    await remove(ids);
    for (const id of ids.slice(0, 8)) await event(`gone ${id}`, id, "deleted");
    await applyChanges(connected.id);
    expect(await deleted()).toHaveLength(8);
    for (const id of ids.slice(8)) await event(`gone ${id}`, id, "deleted");
    await applyChanges(connected.id);
    expect(await deleted()).toHaveLength(8);
    expect((await inbox()).filter(({ state }) => state === "held")).toHaveLength(6);
  });

  it("approved ones are asked for by id once more and then marked; who is back by then stays", async () => {
    const ids = await walked(12);
    await remove(ids);
    await compare();
    const through = Math.max(...(await inbox()).map(({ id }) => id));
    await approveDeletions(connected.actor, connected.projectId, { through, count: 12 });
    const [back = ""] = ids;
    proxy.inject(`/users/${back}`, { status: 200, body: JSON.stringify({ id: back, display_name: "Back" }) });
    await applyChanges(connected.id);
    expect((await deleted()).toSorted()).toEqual(ids.slice(1).toSorted());
    expect((await inbox()).find(({ userId }) => userId === back)).toMatchObject({ state: "waiting", asked: 1 });
  });

  it("rejected ones stay live", async () => {
    const ids = await walked(12);
    await remove(ids);
    await compare();
    const through = Math.max(...(await inbox()).map(({ id }) => id));
    await rejectDeletions(connected.actor, connected.projectId, { through, count: 12 });
    await applyChanges(connected.id);
    expect(await live()).toEqual(expect.arrayContaining(ids));
    expect(await status()).toMatchObject({ held: 0 });
  });

  it("a short list with few really gone holds nobody in the end", async () => {
    const ids = await walked(14);
    await remove(ids.slice(0, 2));
    const empty = '{"items":[],"is_paginated":true,"pagination":{"next_cursor":null}}';
    proxy.inject("/users?", { status: 200, body: empty });
    await compare();
    expect((await inbox()).map(({ state, approvedBy }) => [state, approvedBy])).toEqual([
      ["waiting", "limit"],
      ["waiting", "limit"],
    ]);
    await applyChanges(connected.id);
    expect((await deleted()).toSorted()).toEqual(ids.slice(0, 2).toSorted());
  });

  it("a user who is read alive again is no longer held", async () => {
    const ids = await walked(12);
    const [back = ""] = ids;
    await remove(ids);
    await compare();
    await event("back", back, "created");
    proxy.inject(`/users/${back}`, { status: 200, body: JSON.stringify({ id: back, display_name: "Back" }) });
    await applyChanges(connected.id);
    const of = await db().select().from(changes).where(eq(changes.userId, back));
    expect(of.map(({ state }) => state).toSorted()).toEqual(["applied", "superseded"]);
  });
});
