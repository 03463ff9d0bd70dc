import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { newTable, user } from "./testing";
import type { UserFacts, UserRow, UsersFilter, UsersPage, UsersQuery } from "./types";
import { countMatches, countUsers, listUsers } from "./users-list";
import { walkUsers } from "./users-list-walk";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;

/** Equal values, nulls and times that differ by a microsecond, in every sort column. */
const people: UserRow[] = Array.from({ length: 23 }, (_, i) =>
  user(`u${String(i).padStart(2, "0")}`, {
    name: i % 4 === 0 ? null : `Name ${i % 3}`,
    email: i % 5 === 0 ? null : `e${i % 2}@example.test`,
    createdAt: i % 6 === 0 ? null : `2026-01-01T00:00:00.00000${i % 3}Z`,
    updatedAt: i % 7 === 0 ? null : `2026-01-0${1 + (i % 2)}T00:00:00.000001Z`,
  }),
);
const special = [
  user("x1", {
    name: "100% sure_thing",
    email: "back\\slash@example.test",
    createdAt: new Date(Date.now() - 3_600_000).toISOString(),
    raw: { emailVerified: true, banned: true },
  }),
  user("x2", {
    name: "Jörg",
    email: "JOERG@example.test",
    createdAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
    raw: { emailVerified: false, banned: false },
  }),
  user("x3", { name: "x1", email: null, raw: { emailVerified: true, banned: "yes" } }),
];

beforeAll(async () => {
  made = await newTable(await createDatabase(), "neon_identity");
  const floor = await takeFloor(made.target, "0");
  await writeUsers(made.target, made.table, [...people, ...special], floor, { repair: false, volatile: [] });
  await markGone(made.target, made.table, ["u03", "u04", "x2"], await takeFloor(made.target, "0"));
});
afterAll(() => made.end());

const facts = { verified: "$.emailVerified == true", banned: "$.banned == true" };
const list = (change: Partial<UsersQuery>, told: UserFacts = facts): Promise<UsersPage> => {
  const whole = { search: "", sort: "created_at", direction: "desc", show: "all", cursor: null, limit: 5 } as const;
  return listUsers(made.target, made.table, { ...whole, ...change }, told);
};
const found = async (change: Partial<UsersQuery>) =>
  (await list({ limit: 50, sort: "name", direction: "asc", ...change })).users.map(({ id }) => id).toSorted();

const orders = (["created_at", "updated_at", "name", "email"] as const).flatMap((sort) =>
  (["asc", "desc"] as const).map((direction) => ({ sort, direction })),
);

describe.each(orders)("paging by $sort $direction", (order) => {
  it("meets everyone once, in order, nulls last, forwards and backwards", async () => {
    const pages: UsersPage[] = [await list(order)];
    for (let page = pages[0]; page?.next; ) {
      page = await list({ ...order, cursor: page.next });
      pages.push(page);
    }
    const forwards = pages.map(({ users }) => users.map(({ id }) => id));
    const whole = await made.admin.query(
      `select id from neon_identity.users_sync order by ${order.sort} ${order.direction} nulls last, id ${order.direction}`,
    );
    expect(forwards.flat()).toEqual(whole.rows.map(({ id }) => id));

    const backwards = [forwards.at(-1)];
    for (let page = pages.at(-1); page?.previous; ) {
      page = await list({ ...order, cursor: page.previous });
      backwards.unshift(page.users.map(({ id }) => id));
      expect(page.next).not.toBeNull();
    }
    expect(backwards).toEqual(forwards);
  });
});

it("a page is not moved by rows that come before it", async () => {
  const first = await list({ sort: "name", direction: "asc" });
  const second = await list({ sort: "name", direction: "asc", cursor: first.next });
  await made.admin.query(`insert into neon_identity.users_sync (id, name, raw_json) values ('new', '000', '{}')`);
  const again = await list({ sort: "name", direction: "asc", cursor: first.next });
  await made.admin.query(`delete from neon_identity.users_sync where id = 'new'`);
  expect(again.users).toEqual(second.users);
});

it("shows the live, the deleted or all, and counts them", async () => {
  expect(await found({ show: "deleted" })).toEqual(["u03", "u04", "x2"]);
  expect(await found({ show: "live" })).toHaveLength(23);
  expect(await found({ show: "all" })).toHaveLength(26);
  expect(await countUsers(made.target, made.table)).toEqual({ live: 23, deleted: 3 });
});

it.each([
  ["a part of a name, in any case", "RE_THI", ["x1"]],
  ["a part of an e-mail, in any case", "joerg@", ["x2"]],
  ["%, literally", "0% s", ["x1"]],
  ["_, literally", "sure-thing", []],
  ["a backslash, literally", "ck\\sl", ["x1"]],
  ["two characters: the beginning only", "10", ["x1"]],
  ["two characters inside find nobody", "re", []],
  ["a whole id, also a short one", "x1", ["x1", "x3"]],
  ["a whole id of any length, in any case", "U07", ["u07"]],
  ["two characters: the beginning of an id", "u2", ["u20", "u21", "u22"]],
  ["three characters, one of them outside ASCII", "jör", ["x2"]],
  ["a NUL is left out", "jo\0erg", ["x2"]],
])("search: %s", async (_name, search, expected) => {
  expect(await found({ search })).toEqual(expected);
});

it("search and show narrow every page, not only the first", async () => {
  const first = await list({ search: "name", show: "live", sort: "name", direction: "asc", limit: 3 });
  const second = await list({
    search: "name",
    show: "live",
    sort: "name",
    direction: "asc",
    limit: 3,
    cursor: first.next,
  });
  for (const { name, deletedAt } of [...first.users, ...second.users]) {
    expect(name).toContain("Name");
    expect(deletedAt).toBeNull();
  }
  expect(second.users).toHaveLength(3);
});

it("tells verified and banned by what the provider says in raw_json, and nothing of an e-mail that is not there", async () => {
  const { users } = await list({ limit: 50 });
  const of = (id: string) => users.find((candidate) => candidate.id === id);
  expect(of("x1")).toMatchObject({ verified: true, banned: true, deletedAt: null });
  expect(of("x2")).toMatchObject({ verified: false, banned: false, deletedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
  expect(of("x3")).toMatchObject({ verified: null, banned: false, email: null });
  expect(of("u01")).toEqual({
    id: "u01",
    name: "Name 1",
    email: "e1@example.test",
    createdAt: "2026-01-01T00:00:00.000001Z",
    updatedAt: "2026-01-02T00:00:00.000001Z",
    deletedAt: null,
    verified: false,
    banned: false,
  });
});

it("a provider that says neither verified nor banned has no such users, and no such filter", async () => {
  const { users } = await list({ limit: 50, verified: true, banned: true }, {});
  expect(users).toHaveLength(26);
  expect(new Set(users.map(({ verified, banned }) => `${verified} ${banned}`))).toEqual(new Set(["null false"]));
});

it("filters by verified, banned and the time of sign-up, alone and together", async () => {
  expect(await found({ verified: true })).toEqual(["x1"]);
  expect(await found({ verified: false })).toHaveLength(people.filter(({ email }) => email !== null).length + 1);
  expect(await found({ banned: true })).toEqual(["x1"]);
  expect(await found({ banned: false })).toHaveLength(25);
  expect(await found({ since: "24h" })).toEqual(["x1"]);
  expect(await found({ since: "7d" })).toEqual(["x1", "x2"]);
  expect(await found({ since: "7d", verified: false, show: "deleted", search: "joerg" })).toEqual(["x2"]);
});

it("counts what a filter leaves, and past 10,000 only says so", async () => {
  const count = (change: Partial<UsersQuery>) =>
    countMatches(made.target, made.table, { search: "", show: "all", ...change }, facts);
  expect(await count({ search: "name" })).toEqual({ count: (await found({ search: "name" })).length, exact: true });
  expect(await count({ verified: true, show: "deleted" })).toEqual({ count: 0, exact: true });
  const many = `insert into neon_identity.users_sync (id, name, raw_json)
    select 'many' || n, 'Crowd', '{}' from generate_series(1, $1::int) n`;
  await made.admin.query(many, [10_000]);
  expect(await count({ search: "crowd" })).toEqual({ count: 10_000, exact: true });
  await made.admin.query("insert into neon_identity.users_sync (id, name, raw_json) values ('many0', 'Crowd', '{}')");
  expect(await count({ search: "crowd" })).toEqual({ count: 10_000, exact: false });
  await made.admin.query("delete from neon_identity.users_sync where name = 'Crowd'");
});

it("a cursor that is forged, or of another order, is refused as input", async () => {
  const { next } = await list({ sort: "name" });
  const forged = Buffer.from(JSON.stringify(["after", "created_at desc", "not a time", "x"])).toString("base64url");
  for (const cursor of [next, "nonsense", "", forged, "bnVsbA"]) {
    await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_input", field: "cursor" });
  }
});

describe("a walk over the rows that match", () => {
  const walk = (filter: Partial<UsersFilter>, size: number) =>
    walkUsers(made.target, made.table, { filter: { search: "", show: "all", ...filter }, facts, size });
  const walked = async (filter: Partial<UsersFilter>, size: number) => {
    const met: string[] = [];
    for await (const page of walk(filter, size)) met.push(...page.map(({ id }) => id));
    return met;
  };

  it.each([1, 5, 26, 100])("meets everyone once, %i at a time", async (size) => {
    expect(await walked({}, size)).toEqual([...people, ...special].map(({ id }) => id));
    expect(await walked({ show: "deleted" }, size)).toEqual(["u03", "u04", "x2"]);
    expect(await walked({ verified: true, search: "sure" }, size)).toEqual(["x1"]);
  });

  it("gives raw_json as it is stored", async () => {
    const { value } = await walk({ search: "sure" }, 5).next();
    expect(value).toMatchObject([{ id: "x1", raw: { emailVerified: true, banned: true } }]);
  });

  it("still meets everyone once while rows come, go and change", async () => {
    const met: string[] = [];
    for await (const page of walk({}, 5)) {
      if (met.length === 0) {
        await made.admin.query(
          "insert into neon_identity.users_sync (id, raw_json) values ('a', '{}'), ('u10b', '{}')",
        );
        await made.admin.query("update neon_identity.users_sync set name = 'Another', updated_at = now()");
        await made.admin.query("delete from neon_identity.users_sync where id = 'x3'");
      }
      met.push(...page.map(({ id }) => id));
    }
    const expected = [...people, special[0], special[1]].map((one) => one?.id);
    expect(met.filter((id) => id !== "u10b")).toEqual(expected);
  });
});
