import { expect, it } from "vitest";
import type { Json } from "@/lib/providers/types";
import { compareUser } from "./compare-user";

const at = "2026-01-02T03:04:05.678Z";
const user = { id: "u1", name: "Ada", email: null, createdAt: at, updatedAt: at };
const rowOf = (raw: Json, changes: Partial<typeof user> = {}) => ({
  ...user,
  ...changes,
  deletedAt: null,
  verified: null,
  banned: false,
  raw,
});
const signs = (provider: Json, row: Json, volatile: string[] = []) =>
  Object.fromEntries(
    compareUser({ provider: { ...user, raw: provider }, row: rowOf(row) }, volatile)
      .filter(({ path }) => path[0] === "raw_json")
      .map(({ path, same }) => [path.slice(1).join("."), same]),
  );

it("one instant is equal however its zone and fraction are written, and another microsecond is not", () => {
  const sameTimes = (createdAt: string, stored: string) =>
    compareUser({ provider: { ...user, createdAt, raw: {} }, row: rowOf({}, { createdAt: stored }) }, []).find(
      ({ path }) => path[0] === "created_at",
    )?.same;
  expect(sameTimes("2026-01-02T05:04:05.678+02:00", "2026-01-02T03:04:05.678000Z")).toBe(true);
  expect(sameTimes("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000000Z")).toBe(true);
  expect(sameTimes("2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678001Z")).toBe(false);
});

it("raw_json is compared key by key, into objects that differ, and the order of keys says nothing", () => {
  expect(
    signs({ a: { x: 1, y: [1, 2], z: {} }, b: { p: 1, q: 2 }, c: null }, { a: { x: 1, y: [2, 1] }, b: { q: 2, p: 1 } }),
  ).toEqual({ "a.x": true, "a.y": false, "a.z": false, b: true, c: false });
});

it("keys named like what every object has are keys like others", () => {
  const odd: Json = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}');
  expect(signs(odd, odd)).toEqual({ ["__proto__"]: true, constructor: true });
  expect(signs(odd, {})).toEqual({ ["__proto__"]: false, constructor: false });
});

it("a key that moves by itself is compared with nothing; the rest of raw_json is", () => {
  expect(signs({ seen: 2, name: "a" }, { seen: 1, name: "b" }, ["seen"])).toEqual({ seen: null, name: false });
});

it("a raw_json that somebody made into something else differs as a whole", () => {
  expect(signs({ a: 1 }, [1])).toEqual({ "": false });
});

it("a user unknown at the provider differs from a live row and equals a deleted one", () => {
  const sign = (deletedAt: string | null) =>
    compareUser({ provider: null, row: { ...rowOf({}), deletedAt } }, []).find(({ path }) => path[0] === "deleted_at");
  expect([sign(null)?.same, sign(at)?.same]).toEqual([false, true]);
});

it("I7: nothing is equal or different to a side that cannot be read", () => {
  const fields = compareUser({ provider: undefined, row: rowOf({ a: 1 }) }, []);
  expect(new Set(fields.map(({ same }) => same))).toEqual(new Set([null]));
});
