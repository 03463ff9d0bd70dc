import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { isMissing } from "./errors";
import { createTable } from "./schema";
import { newTable } from "./testing";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

it("each floor is higher than the one before", async () => {
  const first = await takeFloor(made.target, "0");
  const second = await takeFloor(made.target, first.floor);
  expect(second.restored).toBe(false);
  expect(BigInt(second.floor)).toBeGreaterThan(BigInt(first.floor));
});

it("a clock behind the last value seen is moved past it, and the restore is told", async () => {
  const seen = "9007199254740993";
  const floor = await takeFloor(made.target, seen);
  expect(floor).toMatchObject({ restored: true, floor: "9007199254740994" });
  expect(await takeFloor(made.target, floor.floor)).toMatchObject({ restored: false });
});

it("two that find the clock behind at once get different floors, both past the value seen", async () => {
  const seen = "9007199254750000";
  const floors = await Promise.all([takeFloor(made.target, seen), takeFloor(made.target, seen)]);
  expect(new Set(floors.map(({ floor }) => floor)).size).toBe(2);
  for (const { floor } of floors) expect(BigInt(floor)).toBeGreaterThan(BigInt(seen));
});

it("a dropped rollcall schema is made again, and the new clock goes on past the old one", async () => {
  const { floor } = await takeFloor(made.target, "0");
  await made.target.query("drop schema rollcall cascade");
  await expect(takeFloor(made.target, floor)).rejects.toSatisfy(isMissing);
  await createTable(made.target, { ...made.table, allowGenerated: false });
  expect(await takeFloor(made.target, floor)).toMatchObject({ restored: true });
});
