import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { newTable, user } from "./testing";
import type { UserRow, UsersPage, UsersQuery } from "./types";
import { countUsers, listUsers } from "./users-list";
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
    raw: { emailVerified: true, banned: true },
  }),
  user("x2", {
    name: "Jörg",
    email: "JOERG@example.test",
    raw: { primary_email_verified: false, is_restricted: false },
  }),
  user("x3", { name: "x1", email: null, raw: { emailVerified: null, banned: "yes" } }),
];

beforeAll(async () => {
  made = await newTable(await createDatabase(), "neon_identity");
  const floor = await takeFloor(made.target, "0");
  await writeUsers(made.target, made.table, [...people, ...special], floor, { repair: false, volatile: [] });
  await markGone(made.target, made.table, ["u03", "u04", "x2"], await takeFloor(made.target, "0"));
});
afterAll(() => made.end());

const list = (change: Partial<UsersQuery>): Promise<UsersPage> =>
  listUsers(made.target, made.table, {
    search: "",
    sort: "created_at",
    direction: "desc",
    show: "all",
    cursor: null,
    limit: 5,
    ...change,
  });
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
  ["an exact id, also a short one", "x1", ["x1", "x3"]],
  ["an exact id of any length", "u07", ["u07"]],
  ["a part of an id finds nobody", "u0", []],
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

it("reads verified and banned out of raw_json, and says unknown where the provider has no such notion", async () => {
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
    verified: null,
    banned: false,
  });
});

it("a cursor that is forged, or of another order, is refused as input", async () => {
  const { next } = await list({ sort: "name" });
  const forged = Buffer.from(JSON.stringify(["after", "created_at desc", "not a time", "x"])).toString("base64url");
  for (const cursor of [next, "nonsense", "", forged, "bnVsbA"]) {
    await expect(list({ cursor })).rejects.toMatchObject({ code: "invalid_input", field: "cursor" });
  }
});
