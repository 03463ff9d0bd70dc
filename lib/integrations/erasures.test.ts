import { desc } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog, type erasures } from "@/db/schema";
import { eraseUsers } from "@/lib/sync/erase-users";
import {
  addGone,
  addUsers,
  connected,
  makeDue,
  provider,
  query,
  remove,
  rows,
  scheduledOf,
  setPolicy,
} from "@/test/deletions";
import { cancelErasure } from "./cancel-erasure";
import { listErasures } from "./list-erasures";
import { purgeUser } from "./purge-user";
import { retryErasure } from "./retry-erasure";
import { setDeletionPolicy } from "./set-deletion-policy";

beforeEach(() => query("drop table if exists public.notes"));

const list = () => listErasures(connected.actor, connected.projectId);
const cancel = (id: string) => cancelErasure(connected.actor, connected.projectId, id);
const retry = (id: string) => retryErasure(connected.actor, connected.projectId, id);
const purge = (userId: string, how: "delete" | "blank") =>
  purgeUser(connected.actor, connected.projectId, { userId, how });
const refer = async (id: string) => {
  await query("create table public.notes (user_id text constraint notes_user references neon_auth.users_sync)");
  await query("insert into public.notes values ($1)", [id]);
};
const row = async (id: string) => (await query("select * from neon_auth.users_sync where id = $1", [id]))[0];
const lastEntry = async () => (await db().select().from(auditLog).orderBy(desc(auditLog.id)).limit(1))[0];
const two = async (added: Promise<string[]>) => {
  const [a = "", b = ""] = await added;
  return [a, b] as const;
};

describe("the list", () => {
  it("shows the policy, whoever is parked with the reason, and then who is due next", async () => {
    const [stuck, next] = await two(addGone(2));
    await refer(stuck);
    await makeDue(stuck);
    await eraseUsers(connected.id);
    expect(await list()).toMatchObject({
      policy: "erase",
      holdBackHours: 24,
      schema: "neon_auth",
      erasures: [
        { userId: stuck, parked: true, reason: expect.stringContaining("notes_user of public.notes") },
        { userId: next, parked: false, reason: null },
      ],
      waiting: 1,
      parked: 1,
    });
  });

  it("counts those whom it does not show", async () => {
    await addGone(51);
    const view = await list();
    expect([view?.erasures.length, view?.waiting]).toEqual([50, 51]);
  });
});

describe("cancel", () => {
  it("keeps the row, says who cancelled, and is written to the audit log", async () => {
    const [id] = await two(addGone(1));
    await cancel(id);
    expect(await list()).toMatchObject({ erasures: [], waiting: 0 });
    expect(await scheduledOf(id)).toMatchObject({ state: "cancelled", reason: "Cancelled by Dana." });
    expect(await lastEntry()).toMatchObject({
      verb: "integration.cancel-erasure",
      outcome: "done",
      actor: "Dana",
      detail: { userId: id },
    });
  });

  it("is refused where it is too late", async () => {
    const [id] = await two(addGone(1));
    await makeDue(id);
    await eraseUsers(connected.id);
    await expect(cancel(id)).rejects.toMatchObject({ code: "conflict" });
    await expect(cancel("nobody")).rejects.toMatchObject({ code: "conflict" });
    expect(await lastEntry()).toMatchObject({ verb: "integration.cancel-erasure", outcome: "refused" });
  });

  it("ends a parked erasure too; only a parked one can be tried again", async () => {
    const [id] = await two(addGone(1));
    await expect(retry(id)).rejects.toMatchObject({ code: "conflict" });
    await refer(id);
    await makeDue(id);
    await eraseUsers(connected.id);
    await retry(id);
    expect(await scheduledOf(id)).toMatchObject({ state: "waiting", reason: null, settledAt: null });
    await eraseUsers(connected.id);
    await cancel(id);
    await expect(retry(id)).rejects.toMatchObject({ code: "conflict" });
  });
});

it.each([0, -1, 1.5, 366 * 24 + 1])("a hold-back of %s hours is refused", async (holdBackHours) => {
  const set = setDeletionPolicy(connected.actor, connected.projectId, { policy: "erase", holdBackHours });
  await expect(set).rejects.toMatchObject({ code: "invalid_input", field: "holdBack" });
  expect(await list()).toMatchObject({ holdBackHours: 24 });
});

describe("purge", () => {
  it("deletes the row of a user who is gone at once, whatever the policy, and is written to the audit log", async () => {
    await setPolicy("mark");
    const [id] = await two(addGone(1));
    await purge(id, "delete");
    expect(await rows()).toEqual([]);
    expect(await lastEntry()).toMatchObject({
      verb: "integration.purge-user",
      outcome: "done",
      detail: { userId: id, how: "delete" },
    });
  });

  it("settles the erasure that waited for the same row", async () => {
    const [id] = await two(addGone(1));
    await purge(id, "delete");
    expect(await scheduledOf(id)).toMatchObject({
      state: "erased" satisfies (typeof erasures.$inferSelect)["state"],
      reason: "Purged on request.",
    });
  });

  it("I5: is refused for a user whom the provider still knows, even where the row is marked", async () => {
    const [live, marked] = await two(addUsers(2));
    await remove(marked);
    for (const id of [live, marked]) {
      await expect(purge(id, "delete")).rejects.toMatchObject({ code: "conflict", field: "userId" });
      expect(await row(id)).toMatchObject({ name: "User" });
    }
  });

  it("works for a user whose deletion has not arrived yet", async () => {
    const [id] = await two(addUsers(1));
    await provider.deleteUser(id);
    await purge(id, "delete");
    expect(await rows()).toEqual([]);
  });

  it("names the foreign key that refuses, and takes the data out of a row that has to stay", async () => {
    const [id] = await two(addGone(1));
    await refer(id);
    await expect(purge(id, "delete")).rejects.toMatchObject({
      code: "conflict",
      message: "Foreign key notes_user of public.notes refuses: rows there refer to this user.",
    });
    expect(await row(id)).toMatchObject({ name: "User" });
    await purge(id, "blank");
    expect(await row(id)).toMatchObject({ id, name: null, email: null, raw_json: { id } });
    expect(await rows()).toEqual([{ id, deleted: true }]);
  });

  it("a row that is not there is not found", async () => {
    await expect(purge(provider.unknownId, "delete")).rejects.toMatchObject({ code: "not_found", field: "userId" });
  });
});
