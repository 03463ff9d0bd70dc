import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { erasures, integrations, projects } from "@/db/schema";
import { purgeUser } from "@/lib/integrations/purge-user";
import { resync } from "@/lib/integrations/resync";
import { resyncUser } from "@/lib/integrations/resync-user";
import { setDeletionPolicy } from "@/lib/integrations/set-deletion-policy";
import type { UserView } from "@/lib/integrations/views";
import { connectionVault } from "@/lib/sealed";
import { applyChanges } from "@/lib/sync/apply-changes";
import { eraseUsers } from "@/lib/sync/erase-users";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, first, provider, proxy } from "@/test/synced";
import { decisionsOf, deletionOf, stored, textOf, verdictOf, view } from "@/test/user-page";
import { lookAgainAfter } from "./use-user";
import { UserFields } from "./user-fields";

const differing = ({ fields }: UserView) =>
  fields.filter(({ same }) => same === false).map(({ path }) => path.join("."));

describe("both sides", () => {
  it("a synced user is equal field by field, and nothing is looked at again", async () => {
    const page = await view(first(await stored()));
    expect(verdictOf(page)).toBe("Equal. Every field of the row says what Stack Auth says.");
    expect(differing(page)).toEqual([]);
    expect(page.fields.find(({ path }) => path[0] === "updated_at")).toMatchObject({ same: null, note: "own-time" });
    expect(page.fields.filter(({ path }) => path[0] === "raw_json").length).toBeGreaterThan(5);
    expect(lookAgainAfter(page, Date.now())).toBe(false);
  });

  it("what differs is named, with the change that brings it, and equal again once it was applied", async () => {
    const id = first(await stored());
    await provider.changeUser(id);
    expect(verdictOf(await view(id))).toMatch(
      /^Differs\. name and 1 key of raw_json differ\. No change from Stack Auth has told of it\. The full check at/,
    );
    await event("e1", id);
    const page = await view(id);
    expect(differing(page)).toEqual(["name", "raw_json.display_name"]);
    expect(verdictOf(page)).toMatch(
      /^Catching up\. name and 1 key .* The change that brings it arrived now and is being/,
    );
    expect(lookAgainAfter(page, Date.now())).toBe(2_000);
    expect(textOf(<UserFields view={page} />)).toContain("1 differs");
    await applyChanges(connected.id);
    expect(verdictOf(await view(id))).toMatch(/^Equal\./);
  });

  it("a row edited by hand differs to the key, also inside of an object", async () => {
    const id = first(await stored());
    await connected.target.query(
      `update neon_auth.users_sync set email = 'else@example.com', raw_json = raw_json || '{"client_metadata": {"plan": "free"}, "own": 1}'
       where id = $1`,
      [id],
    );
    const page = await view(id);
    expect(differing(page)).toEqual(expect.arrayContaining(["email", "raw_json.own"]));
    expect(page.fields.find(({ path }) => path[1] === "own")).toMatchObject({ row: 1, same: false });
    expect(page.fields.find(({ path }) => path[1] === "own")).not.toHaveProperty("provider");
  });

  it("a key that moves by itself is no difference", async () => {
    const id = first(await stored());
    await connected.target.query(
      `update neon_auth.users_sync set raw_json = raw_json || '{"last_active_at_millis": 1}' where id = $1`,
      [id],
    );
    const page = await view(id);
    expect(page.fields.find(({ path }) => path[1] === "last_active_at_millis")).toMatchObject({ note: "volatile" });
    expect(verdictOf(page)).toMatch(/^Equal\./);
  });

  it("I7: a side that cannot be read is said in words, and nothing is claimed of it", async () => {
    const id = first(await stored());
    proxy.inject(`/users/${id}`, { status: 503, body: "{}" });
    const silent = await view(id);
    expect(verdictOf(silent)).toMatch(/^Stack Auth cannot be read right now\..*Whether they are equal is not known\.$/);
    expect(silent.fields.every(({ same }) => same === null)).toBe(true);
    const connection = connectionVault.seal("postgres://a:b@127.0.0.1:1/c", connected.projectId);
    await db().update(projects).set({ connection }).where(eq(projects.id, connected.projectId));
    const away = await view(id);
    expect(verdictOf(away)).toMatch(/^The row cannot be read right now\. 127\.0\.0\.1:1 refused the connection\./);
    expect(away.atProvider.user).toMatchObject({ id });
  });

  it("I5: nobody is called unknown by credentials that speak for another project", async () => {
    const id = first(await stored());
    await db().update(integrations).set({ providerProjectId: "another" }).where(eq(integrations.id, connected.id));
    await provider.deleteUser(id);
    const page = await view(id);
    expect(page.atProvider.error).toMatchObject({ code: "provider_refused" });
    expect(page.atProvider).not.toHaveProperty("user");
  });

  it("is read while the sync is paused too, and what waits says so", async () => {
    const id = first(await stored());
    await provider.changeUser(id);
    await event("e1", id);
    await db()
      .update(integrations)
      .set({ pausedAt: new Date(), pausedBy: "Dana" })
      .where(eq(integrations.id, connected.id));
    const page = await view(id);
    expect(verdictOf(page)).toMatch(/^Paused\. name and 1 key .* waits until the sync is resumed\.$/);
    expect(decisionsOf(page)).toContain("The sync is paused.");
  });

  it("an id that nobody knows is said to be so", async () => {
    const page = await view(provider.unknownId);
    expect(verdictOf(page)).toMatch(
      /^Nobody knows this id\. Stack Auth does not know it and neon_auth\.users_sync has no/,
    );
    expect(lookAgainAfter(page, Date.now())).toBe(false);
    for (const impossible of ["", "a\0b", "x".repeat(2001)]) {
      await expect(view(impossible)).rejects.toMatchObject({ code: "invalid_input" });
      const resyncing = resyncUser(connected.actor, connected.projectId, impossible);
      await expect(resyncing).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  it("a user without a row is missing, and the page says what brings the row", async () => {
    await stored();
    const id = first(await provider.addUsers(1));
    expect(verdictOf(await view(id))).toMatch(
      /^Differs\. Stack Auth knows this user, and the table has no row\. No change/,
    );
    await event("e1", id, "created");
    expect(verdictOf(await view(id))).toMatch(
      /^Catching up\. Stack Auth knows this user, and the table has no row\. The/,
    );
  });
});

describe("why deleted", () => {
  it("names the change that told of it", async () => {
    const id = first(await stored());
    await provider.deleteUser(id);
    await event("e1", id, "deleted");
    await applyChanges(connected.id);
    const page = await view(id);
    expect(verdictOf(page)).toMatch(
      /^Deleted\. Stack Auth does not know this user, and the row was marked deleted now\./,
    );
    expect(deletionOf(page)).toMatch(/Found byThe change deleted\. From Stack Auth, received .* did not know the user/);
    expect(deletionOf(page)).toContain("It stays, marked");
    expect(lookAgainAfter(page, Date.now())).toBe(false);
  });

  it("names the full check where no change told of it", async () => {
    const id = first(await stored());
    await provider.deleteUser(id);
    await resync(connected.actor, connected.projectId);
    await walkToTheEnd(connected.id);
    const page = await view(id);
    expect(page.deletion).toMatchObject({ change: null, run: { kind: "reconcile", deleted: 1 } });
    expect(deletionOf(page)).toMatch(/Found byThe full check that began now: the user was not in the list/);
  });

  it("claims no cause where nothing kept explains it", async () => {
    const id = first(await stored());
    await connected.target.query("update neon_auth.users_sync set deleted_at = now() where id = $1", [id]);
    const page = await view(id);
    expect(verdictOf(page)).toMatch(/^Differs\. Stack Auth knows this user, and the row says deleted\./);
    expect(deletionOf(page)).toContain("The row may have been edited by hand.");
  });

  it("says when the row is erased, and afterwards why there is none", async () => {
    await setDeletionPolicy(connected.actor, connected.projectId, { policy: "erase", holdBackHours: 2 });
    const id = first(await stored());
    await provider.deleteUser(id);
    await event("e1", id, "deleted");
    await applyChanges(connected.id);
    expect(deletionOf(await view(id))).toMatch(/It is erased in (2 h|1 h 59 min), if Stack Auth still does not know/);
    await db()
      .update(erasures)
      .set({ dueAt: new Date(0) })
      .where(eq(erasures.userId, id));
    await eraseUsers(connected.id);
    expect(verdictOf(await view(id))).toMatch(/^Erased\. .* the row was erased from neon_auth\.users_sync when/);
  });

  it("says who purged a user whose row is gone", async () => {
    const id = first(await stored());
    await provider.deleteUser(id);
    await purgeUser(connected.actor, connected.projectId, { userId: id, how: "delete" });
    expect(verdictOf(await view(id))).toMatch(/^Purged\. Dana took the row out of neon_auth\.users_sync now\./);
  });
});
