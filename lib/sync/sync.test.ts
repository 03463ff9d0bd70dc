import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { findLastRun, startRun } from "@/db/queries/runs";
import { changes, integrations } from "@/db/schema";
import { getStatus } from "@/lib/integrations/get-status";
import { resync } from "@/lib/integrations/resync";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, first, inbox, live, provider, proxy, rows } from "@/test/synced";
import { applyChanges } from "./apply-changes";
import { drainInbox } from "./drain-inbox";
import { recordProblem } from "./problem";
import { walkUsers } from "./walk-users";

describe("backfill", () => {
  it("I1: every user of the provider is a live row, and the compare that follows proves it", async () => {
    const ids = await provider.addUsers(450);
    await walkToTheEnd(connected.id);
    expect(await live()).toEqual(expect.arrayContaining(ids));
    const status = await getStatus(connected.actor, connected.projectId);
    expect(status).toMatchObject({ state: "in-parity", waiting: 0, lastRun: { kind: "reconcile", state: "equal" } });
  });

  it("I4: a walk that broke off goes on from its checkpoint and meets everyone", async () => {
    const ids = await provider.addUsers(450);
    const run = await startRun(connected.id, "backfill", "connect");
    // One page only: the time is up before the second.
    expect(await walkUsers(run.id, 0)).toBe(false);
    proxy.inject("/users?", "reset");
    await expect(walkUsers(run.id)).rejects.toMatchObject({ code: "provider_unavailable" });
    await walkToTheEnd(connected.id);
    expect(await live()).toEqual(expect.arrayContaining(ids));
  });
});

describe("reconcile", () => {
  it("I5: a user missing from the list is asked for by id, and only the one who is gone is marked", async () => {
    const ids = await provider.addUsers(3);
    await walkToTheEnd(connected.id);
    await provider.deleteUser(first(ids));
    await resync(connected.actor, connected.projectId);
    await walkToTheEnd(connected.id);
    const gone = (await rows()).filter(({ deleted }) => deleted).map(({ id }) => id);
    expect(gone).toEqual([first(ids)]);
    expect(await findLastRun(connected.id)).toMatchObject({ state: "repaired", deleted: 1 });
  });

  it("I5: a list that comes back empty marks nobody", async () => {
    const ids = await provider.addUsers(3);
    await walkToTheEnd(connected.id);
    proxy.inject("/users?", {
      status: 200,
      body: '{"items":[],"is_paginated":true,"pagination":{"next_cursor":null}}',
    });
    await resync(connected.actor, connected.projectId);
    await walkToTheEnd(connected.id);
    expect(await live()).toEqual(expect.arrayContaining(ids));
    expect((await rows()).some(({ id, deleted }) => deleted && ids.includes(id))).toBe(false);
  });

  it("I3: an old list that still has a user who is gone brings nobody back", async () => {
    const [gone = ""] = await provider.addUsers(2);
    await walkToTheEnd(connected.id);
    await provider.deleteUser(gone);
    await event("e1", gone, "deleted");
    await applyChanges(connected.id);
    const items = [{ id: gone, display_name: "User" }];
    proxy.inject("/users?", { status: 200, body: JSON.stringify({ items, pagination: { next_cursor: null } }) });
    await resync(connected.actor, connected.projectId);
    await walkToTheEnd(connected.id);
    expect((await rows()).find(({ id }) => id === gone)).toEqual({ id: gone, deleted: true });
  });

  it("rows edited or removed by hand are put right", async () => {
    const ids = await provider.addUsers(2);
    await walkToTheEnd(connected.id);
    await connected.target.query("update neon_auth.users_sync set name = 'edited' where id = $1", [ids[0]]);
    await connected.target.query("delete from neon_auth.users_sync where id = $1", [ids[1]]);
    await resync(connected.actor, connected.projectId);
    await walkToTheEnd(connected.id);
    const { rows: found } = await connected.target.query("select name from neon_auth.users_sync where id = any($1)", [
      ids,
    ]);
    expect(found).toEqual([{ name: "User" }, { name: "User" }]);
  });
});

describe("a target that was tampered with", () => {
  it.each(["drop schema rollcall cascade", "drop schema neon_auth cascade"])(
    "%s: one reconcile rebuilds it",
    async (tampering) => {
      const ids = await provider.addUsers(2);
      await walkToTheEnd(connected.id);
      await provider.deleteUser(first(ids));
      await connected.target.query(tampering);
      await resync(connected.actor, connected.projectId);
      await expect(walkToTheEnd(connected.id)).rejects.toMatchObject({ code: "target_unavailable" });
      // A new clock stands behind the last floor seen, as after a restore: the walk begins once more.
      await walkToTheEnd(connected.id).catch((error) => expect(error).toMatchObject({ code: "target_unavailable" }));
      await walkToTheEnd(connected.id);
      expect(await live()).toContain(ids[1]);
      expect(await live()).not.toContain(ids[0]);
    },
  );
});

describe("changes", () => {
  it("I6: the same event twice is one change, and a replay writes nothing", async () => {
    const id = first(await provider.addUsers(1));
    await walkToTheEnd(connected.id);
    const place = async () =>
      (await connected.target.query("select xmin::text, ctid::text from neon_auth.users_sync where id = $1", [id]))
        .rows;
    const before = await place();
    expect(await event("e1", id)).toBe(1);
    expect(await event("e1", id)).toBe(0);
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([{ state: "applied" }]);
    expect(await place()).toEqual(before);
  });

  it("of several changes of one user the newest is applied and the others are superseded", async () => {
    const id = first(await provider.addUsers(1));
    await event("e1", id, "created");
    await event("e2", id, "updated");
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([{ state: "superseded" }, { state: "applied" }]);
  });

  it("I3: an update that comes after the deletion is asked again and resurrects nobody", async () => {
    const id = first(await provider.addUsers(1));
    await walkToTheEnd(connected.id);
    await provider.deleteUser(id);
    await event("e1", id, "deleted");
    await applyChanges(connected.id);
    await event("e2", id, "updated");
    const drained = await applyChanges(connected.id);
    expect(drained.againInSeconds).toBe(2);
    expect((await rows()).find((row) => row.id === id)).toEqual({ id, deleted: true });
    expect(await inbox()).toMatchObject([{ state: "applied" }, { state: "waiting", asked: 1 }]);
  });

  it("a sign-up stays open when a deletion after it finds nobody there: they may have come out of order", async () => {
    const id = first(await provider.addUsers(1));
    await provider.deleteUser(id);
    await event("e1", id, "created");
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([{ state: "waiting", asked: 1 }]);
    await event("e2", id, "deleted");
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([{ state: "waiting", asked: 2 }, { state: "applied" }]);
  });

  it("a deletion stays open when an event after it finds the user there: that read may lag", async () => {
    const id = first(await provider.addUsers(1));
    await event("e1", id, "deleted");
    await event("e2", id, "updated");
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([{ state: "waiting", asked: 1 }, { state: "applied" }]);
  });

  it("I5: a deletion that the provider denies marks nobody, and settles as a write once it has been denied for good", async () => {
    const id = first(await provider.addUsers(1));
    await walkToTheEnd(connected.id);
    await event("e1", id, "deleted");
    await applyChanges(connected.id);
    await db()
      .update(changes)
      .set({ asked: 3, dueAt: new Date(0) })
      .where(eq(changes.integrationId, connected.id));
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([{ state: "applied" }]);
    expect((await rows()).find((row) => row.id === id)).toEqual({ id, deleted: false });
  });

  it("I5: several events of one user are asked again together, and do not use up each other's turns", async () => {
    const id = first(await provider.addUsers(1));
    await walkToTheEnd(connected.id);
    const lagging = JSON.stringify({ code: "USER_NOT_FOUND" });
    await event("e1", id, "created");
    await event("e2", id, "updated");
    proxy.inject(`/users/${id}`, { status: 404, body: lagging });
    expect(await drainInbox(connected.id)).toMatchObject({ settled: 0, againInSeconds: 2 });
    expect(await inbox()).toMatchObject([
      { state: "waiting", asked: 0 },
      { state: "waiting", asked: 1 },
    ]);
    expect(await live()).toContain(id);
  });

  it("one user who cannot be read does not stop the others, and is parked in the end", async () => {
    const [bad = "", good = ""] = await provider.addUsers(2);
    await event("e1", bad);
    await event("e2", good);
    proxy.inject(`/users/${bad}`, { status: 200, body: '{"unexpected":true}' });
    await applyChanges(connected.id);
    expect(await inbox()).toMatchObject([
      { userId: bad, state: "waiting", attempts: 1 },
      { userId: good, state: "applied" },
    ]);
    await db()
      .update(changes)
      .set({ attempts: 4, dueAt: new Date(0) })
      .where(eq(changes.userId, bad));
    proxy.inject(`/users/${bad}`, { status: 200, body: '{"unexpected":true}' });
    await applyChanges(connected.id);
    expect((await inbox())[0]).toMatchObject({ userId: bad, state: "parked" });
    expect(await getStatus(connected.actor, connected.projectId)).toMatchObject({
      parked: 1,
      state: "action-required",
    });
  });

  it("no event is lost while the provider is down: the inbox waits and the page says since when", async () => {
    const id = first(await provider.addUsers(1));
    await walkToTheEnd(connected.id);
    await event("e1", id);
    proxy.inject(`/users/${id}`, { status: 503, body: "{}" });
    proxy.inject("/projects/current", { status: 503, body: "{}" });
    const error = await applyChanges(connected.id).catch((thrown: unknown) => thrown);
    await recordProblem(connected.id, error);
    expect(await inbox()).toMatchObject([{ state: "waiting", attempts: 0 }]);
    expect(await getStatus(connected.actor, connected.projectId)).toMatchObject({
      state: "degraded",
      problem: { code: "provider_unavailable", needsPerson: false, failures: 1 },
    });
  });

  it("I5: nobody is marked deleted with credentials that speak for another project", async () => {
    const id = first(await provider.addUsers(1));
    await walkToTheEnd(connected.id);
    await db().update(integrations).set({ providerProjectId: "another" }).where(eq(integrations.id, connected.id));
    await provider.deleteUser(id);
    await event("e1", id, "deleted");
    await expect(applyChanges(connected.id)).rejects.toMatchObject({ code: "provider_refused" });
    expect((await rows()).find((row) => row.id === id)).toEqual({ id, deleted: false });
  });

  it("nobody of another project becomes a row: a walk asks first whom the credentials speak for", async () => {
    await provider.addUsers(2);
    await db().update(integrations).set({ providerProjectId: "another" }).where(eq(integrations.id, connected.id));
    await expect(walkToTheEnd(connected.id)).rejects.toMatchObject({ code: "provider_refused" });
    expect(await rows()).toEqual([]);
  });

  it("nor does an event make a row of one, not even of an id that was found gone before", async () => {
    const [id, gone] = [first(await provider.addUsers(1)), provider.unknownId];
    await event("e1", gone, "deleted");
    await applyChanges(connected.id);
    await db().update(integrations).set({ providerProjectId: "another" }).where(eq(integrations.id, connected.id));
    await event("e2", gone, "created");
    proxy.inject(`/users/${gone}`, { status: 200, body: JSON.stringify({ id: gone, display_name: "Stranger" }) });
    await expect(applyChanges(connected.id)).rejects.toMatchObject({ code: "provider_refused" });
    await event("e3", id, "created");
    await expect(applyChanges(connected.id)).rejects.toMatchObject({ code: "provider_refused" });
    expect(await rows()).toEqual([]);
  });
});
