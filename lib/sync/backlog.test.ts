import { expect, it } from "vitest";
import { findRun } from "@/db/queries/runs";
import { walkToTheEnd } from "@/test/integration";
import { connected, event, inbox, live, provider, proxy, rows } from "@/test/synced";
import { applyChanges } from "./apply-changes";

const states = async () => {
  const counts: Record<string, number> = {};
  for (const { state } of await inbox()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

it("a burst is worked by a walk where that asks less of the provider, and each of its changes is settled", async () => {
  const ids = await provider.addUsers(700);
  await walkToTheEnd(connected.id);
  const added = await provider.addUsers(20);
  const [gone = "", twice = ""] = ids;
  await provider.deleteUser(gone);
  for (const id of [...ids, ...added]) await event(`e ${id}`, id, id === gone ? "deleted" : "updated");
  await event("e again", twice);
  const gets = proxy.seen("/users/");

  const drained = await applyChanges(connected.id);
  expect(drained).toMatchObject({ settled: 0, more: true });
  const run = await findRun(drained.walk ?? "");
  expect(run).toMatchObject({ kind: "reconcile", trigger: "backlog", state: "running" });
  // Until the walk has passed them, the drain leaves them alone; what comes later is worked at once.
  expect(await applyChanges(connected.id)).toMatchObject({ settled: 0, more: false, walk: null });
  await event("e later", twice);
  expect(await applyChanges(connected.id)).toMatchObject({ settled: 1 });

  await walkToTheEnd(connected.id);
  await applyChanges(connected.id);
  expect(await states()).toEqual({ applied: 720, superseded: 2 });
  expect(proxy.seen("/users/") - gets).toBeLessThan(10);
  expect(await live()).toEqual(expect.arrayContaining([...ids.slice(1), ...added]));
  expect((await rows()).find(({ id }) => id === gone)).toEqual({ id: gone, deleted: true });
});

it("a deletion that the walk's list denies is left to the drain, which asks again", async () => {
  const ids = await provider.addUsers(600);
  await walkToTheEnd(connected.id);
  for (const id of ids) await event(`e ${id}`, id, "deleted");
  await applyChanges(connected.id);
  await walkToTheEnd(connected.id);
  expect(await states()).toEqual({ waiting: 600 });
  expect(await live()).toEqual(expect.arrayContaining(ids));
});
