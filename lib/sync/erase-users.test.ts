import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { integrationsWithDueErasures, moveErasures, settleErased } from "@/db/queries/erasures";
import { updateIntegration } from "@/db/queries/integrations";
import { erasures, integrations } from "@/db/schema";
import type { Target } from "@/lib/target/types";
import {
  addGone,
  addUsers,
  ask,
  connected,
  inSync,
  makeDue,
  provider,
  proxy,
  query,
  remove,
  rows,
  scheduled,
  scheduledOf,
  setPolicy,
  write,
} from "@/test/deletions";
import { floorOf } from "./context";
import { eraseUsers } from "./erase-users";
import { removeUsers } from "./remove-users";

const cancel = (id: string) =>
  moveErasures(connected.id, [id], { from: ["waiting"], to: "cancelled", reason: "Cancelled by Dana." });
const one = async (added: Promise<string[]>) => (await added)[0] ?? "";
const isLater = ({ dueAt }: { dueAt: Date }) => dueAt.getTime() > Date.now();

describe("the hold-back", () => {
  it("a row that is marked is scheduled, and stays until its hold-back is over", async () => {
    const id = await one(addGone(1));
    const { dueAt, createdAt, ...erasure } = await scheduledOf(id);
    expect(erasure).toMatchObject({ state: "waiting", settledAt: null, reason: null });
    expect(dueAt.getTime() - createdAt.getTime()).toBe(24 * 3_600_000);
    expect(await eraseUsers(connected.id)).toBe(0);
    expect(await rows()).toEqual([{ id, deleted: true }]);
  });

  it("once it is over the row goes, and the tombstone stays to keep older reads out", async () => {
    const id = await one(addUsers(1));
    const older = await ask([id]);
    await provider.deleteUser(id);
    await remove(id);
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await rows()).toEqual([]);
    expect(await scheduledOf(id)).toMatchObject({ state: "erased", settledAt: expect.any(Date) });
    expect(await write(older)).toMatchObject({ refused: [id] });
    expect(await rows()).toEqual([]);
  });

  it("I6: what was erased is erased once, and a replay of the deletion schedules nothing", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    await eraseUsers(connected.id);
    const settled = await scheduled();
    expect(await eraseUsers(connected.id)).toBe(0);
    await remove(id);
    expect(await scheduled()).toEqual(settled);
  });

  it("a cancelled erasure is not revived by a replay of the deletion, but by the next deletion", async () => {
    const id = await one(addUsers(1));
    await remove(id);
    await cancel(id);
    await remove(id);
    expect(await scheduledOf(id)).toMatchObject({ state: "cancelled" });
    const { seq } = await scheduledOf(id);
    await write(await ask([id]));
    await remove(id);
    expect(await scheduledOf(id)).toMatchObject({ state: "waiting", reason: null, settledAt: null });
    expect(BigInt((await scheduledOf(id)).seq)).toBeGreaterThan(BigInt(seq));
  });

  it("asking again whether somebody is gone does not lengthen the hold-back", async () => {
    const id = await one(addGone(1));
    const before = await scheduled();
    await remove(id);
    expect(await scheduled()).toEqual(before);
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(1);
  });

  it("a cancelled erasure leaves its row marked", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    await cancel(id);
    expect(await eraseUsers(connected.id)).toBe(0);
    expect(await rows()).toEqual([{ id, deleted: true }]);
  });

  it("a cancel that comes while the row is being erased is refused, not accepted and broken", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    const waits = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    let cancelled: Promise<number> | undefined;
    await settleErased(connected.id, async (lockWaiting) => {
      const erased = await lockWaiting([id]);
      let ended = false;
      cancelled = cancel(id).finally(() => {
        ended = true;
      });
      while (!ended && (await pool().query(waits)).rows.length === 0);
      return { erased };
    });
    expect(await cancelled).toBe(0);
    expect(await scheduledOf(id)).toMatchObject({ state: "erased" });
  });
});

describe("under the policy *mark*", () => {
  it("nothing is scheduled, and nothing that was marked before is erased when the policy changes", async () => {
    await setPolicy("mark");
    const id = await one(addGone(1));
    await setPolicy("erase");
    await remove(id);
    expect(await scheduled()).toEqual([]);
  });

  it("a return to *mark* cancels what was scheduled", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    await setPolicy("mark");
    expect(await eraseUsers(connected.id)).toBe(0);
    expect(await scheduledOf(id)).toMatchObject({ state: "cancelled", reason: "Dana turned erasing off." });
    expect(await rows()).toEqual([{ id, deleted: true }]);
  });
});

describe("a row is erased only of a user who is still gone", () => {
  it("I5: a user whom the provider knows after all is kept, and stored as it is read", async () => {
    const id = await one(addUsers(1));
    await remove(id);
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await scheduledOf(id)).toMatchObject({
      state: "cancelled",
      reason: "The provider knows this user again.",
    });
    expect(await rows()).toEqual([{ id, deleted: false }]);
  });

  it("a user who came back during the hold-back and left again gets a hold-back of their own", async () => {
    const id = await one(addUsers(1));
    await remove(id);
    const before = await scheduledOf(id);
    await write(await ask([id]));
    await provider.deleteUser(id);
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(0);
    const after = await scheduledOf(id);
    expect(after).toMatchObject({ state: "waiting" });
    expect(isLater(after)).toBe(true);
    expect(BigInt(after.seq)).toBeGreaterThan(BigInt(before.seq));
    expect(await rows()).toEqual([{ id, deleted: true }]);
  });

  it("a row that somebody made live by hand is marked again and not erased at once", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    await query("update neon_auth.users_sync set deleted_at = null where id = $1", [id]);
    expect(await eraseUsers(connected.id)).toBe(0);
    expect(await rows()).toEqual([{ id, deleted: true }]);
    expect(isLater(await scheduledOf(id))).toBe(true);
  });

  it("after the bookkeeping was lost the hold-back begins again", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    await query("delete from rollcall.neon_auth_row_versions");
    expect(await eraseUsers(connected.id)).toBe(0);
    expect(await rows()).toEqual([{ id, deleted: true }]);
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await rows()).toEqual([]);
  });

  it("I5: credentials that speak for another project erase nobody", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    const { providerProjectId } = await inSync(async ({ integration }) => integration);
    await db().update(integrations).set({ providerProjectId: "another" }).where(eq(integrations.id, connected.id));
    await expect(eraseUsers(connected.id)).rejects.toMatchObject({ code: "provider_refused" });
    await db().update(integrations).set({ providerProjectId }).where(eq(integrations.id, connected.id));
    expect(await rows()).toEqual([{ id, deleted: true }]);
    expect(await scheduledOf(id)).toMatchObject({ state: "waiting" });
  });

  it("one user whom the provider does not answer for waits, and holds up nobody else", async () => {
    const [silent = "", other = ""] = await addGone(2);
    await makeDue(silent, other);
    proxy.inject(`/users/${silent}`, { status: 200, body: '{"unexpected":true}' });
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await rows()).toEqual([{ id: silent, deleted: true }]);
    const postponed = await scheduledOf(silent);
    expect(postponed).toMatchObject({ state: "waiting", reason: expect.any(String) });
    expect(isLater(postponed)).toBe(true);
  });
});

describe("I4: killed between two steps", () => {
  const broken = (target: Target): Target => ({
    ...target,
    transaction: (work) =>
      target.transaction(async (tx) => {
        await work(tx);
        throw new Error("killed");
      }),
  });
  const removeAndDie = (id: string) =>
    inSync(async (sync) => removeUsers({ ...sync, target: broken(sync.target) }, [id], await floorOf(sync)));

  it("before the mark is committed: nobody is erased, and the deletion is found and scheduled again", async () => {
    const id = await one(addUsers(1));
    await provider.deleteUser(id);
    await expect(removeAndDie(id)).rejects.toThrow();
    expect(await rows()).toEqual([{ id, deleted: false }]);
    const { seq } = await scheduledOf(id);
    await remove(id);
    expect((await scheduledOf(id)).seq).not.toBe(seq);
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await rows()).toEqual([]);
  });

  it("and where its hold-back ends before anybody found the deletion again, the row is marked then, not erased", async () => {
    const id = await one(addUsers(1));
    await provider.deleteUser(id);
    await expect(removeAndDie(id)).rejects.toThrow();
    await makeDue(id);
    expect(await eraseUsers(connected.id)).toBe(0);
    expect(await rows()).toEqual([{ id, deleted: true }]);
    expect(isLater(await scheduledOf(id))).toBe(true);
  });

  it("after the row is erased and before that is written down: the next pass finds it gone", async () => {
    const id = await one(addGone(1));
    await makeDue(id);
    const before = await scheduledOf(id);
    await eraseUsers(connected.id);
    await db().update(erasures).set(before).where(eq(erasures.userId, id));
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await scheduledOf(id)).toMatchObject({ state: "erased" });
  });
});

it("an integration is worked when something is due, and rests after a failure or when it was disconnected", async () => {
  const id = await one(addGone(1));
  expect(await integrationsWithDueErasures()).toEqual([]);
  await makeDue(id);
  expect(await integrationsWithDueErasures()).toEqual([{ id: connected.id }]);
  const problem = { code: "x", message: "x", since: "", needsPerson: false, failures: 1 };
  await updateIntegration(connected.id, { problem: { ...problem, retryAt: "2999-01-01T00:00:00Z" } });
  expect(await integrationsWithDueErasures()).toEqual([]);
  await updateIntegration(connected.id, { problem: { ...problem, retryAt: "2020-01-01T00:00:00Z" } });
  expect(await integrationsWithDueErasures()).toEqual([{ id: connected.id }]);
  await updateIntegration(connected.id, { problem: null, disconnectedAt: new Date() });
  expect(await integrationsWithDueErasures()).toEqual([]);
  await updateIntegration(connected.id, { disconnectedAt: null });
});
