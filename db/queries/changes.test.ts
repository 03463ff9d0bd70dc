import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { changes } from "@/db/schema";
import { connected, event, inbox } from "@/test/synced";
import { postponeChanges, receiveChanges } from "./changes";
import { holdDeletions, leaveOpen, parkUsers } from "./left-open";

const historyOf = async (userId: string) => {
  const [found] = await db().select().from(changes).where(eq(changes.userId, userId));
  return found?.history.map(({ outcome, reason }) => `${outcome} ${reason}`);
};
const update = (userId: string, eventId?: string) => ({ userId, kind: "updated", updatedAt: null, eventId }) as const;

it("I6: of an event that comes again only its deliveries are counted, and it is not new", async () => {
  expect(await receiveChanges(connected.id, "e1", [update("a"), update("b")])).toBe(2);
  const before = await inbox();
  expect(await receiveChanges(connected.id, "e1", [update("b"), update("c")])).toBe(1);
  const [a, b, c] = await inbox();
  expect([a, { ...b, deliveries: 1 }]).toEqual(before);
  expect([b?.deliveries, c?.deliveries]).toEqual([2, 1]);
});

it("an event that names a user twice is one change of that user", async () => {
  expect(await receiveChanges(connected.id, "d1", [update("a", "e1"), update("a", "e1"), update("a", "e2")])).toBe(2);
  expect(await inbox()).toMatchObject([
    { eventId: "e1", deliveries: 1 },
    { eventId: "e2", deliveries: 1 },
  ]);
});

it("deliveries of one event at the same moment are one new change", async () => {
  const taken = await Promise.all(Array.from({ length: 8 }, () => event("e1", "a")));
  expect(taken.sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  expect(await inbox()).toMatchObject([{ deliveries: 8 }]);
});

it("a change remembers its last twenty steps, oldest first", async () => {
  await event("e1", "many");
  const ids = (await inbox()).map(({ id }) => id);
  for (let n = 1; n <= 21; n++) await postponeChanges(ids, n % 2 ? "asked" : "attempts", 0, `${n}`);
  await leaveOpen(ids, "parked", "last");
  const history = await historyOf("many");
  expect(history).toHaveLength(20);
  expect([history?.[0], history?.[18], history?.[19]]).toEqual(["asked_again 3", "asked_again 21", "parked last"]);
});

it("what a walk leaves open is a step once, however many walks meet it", async () => {
  for (const reason of ["one", "one", "two"]) await parkUsers(connected.id, [{ id: "odd", reason }]);
  expect(await historyOf("odd")).toEqual(["parked one", "parked two"]);
  for (let n = 0; n < 2; n++) await holdDeletions(connected.id, [{ id: "gone", reason: "many" }]);
  expect(await historyOf("gone")).toEqual(["held many"]);
});
