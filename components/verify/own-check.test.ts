import { afterAll, beforeAll, expect, it } from "vitest";
import { takeFloor } from "@/lib/target/clock";
import { newTable, user } from "@/lib/target/testing";
import { writeUsers } from "@/lib/target/write";
import { createDatabase } from "@/test/database";
import { ownChecks } from "./own-check";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
  const floor = await takeFloor(made.target, "0");
  await writeUsers(made.target, made.table, [user("a"), user("b")], floor, { repair: false, volatile: [] });
});
afterAll(() => made.end());

const [count = "", one = "", all = ""] = ownChecks("neon_auth", "Stack Auth").map(({ code }) => code);
const run = async (code: string) => (await made.admin.query(code)).rows;

it("the SQL that people are shown runs as it stands", async () => {
  expect(await run(count)).toEqual([{ live: "2", deleted: "0" }]);
  expect(await run(one)).toEqual([]);
  expect(await run(one.replace("the user''s id", "a"))).toMatchObject([{ id: "a", email: "a@example.test" }]);
});

it("the fingerprint stays while no row changes, and moves with every column", async () => {
  const print = async () => JSON.stringify(await run(all));
  const prints = [await print(), await print()];
  for (const set of [
    "name = email",
    "name = null",
    "name = email, email = null",
    "email = name, name = null",
    "created_at = null",
    "updated_at = null",
    "deleted_at = now()",
    "raw_json = '{}'",
    "id = 'z'",
  ]) {
    await made.admin.query(`update neon_auth.users_sync set ${set} where id = 'a'`);
    prints.push(await print());
  }
  expect(prints[1]).toBe(prints[0]);
  // Back to the e-mail alone is where it was after the second edit.
  expect(new Set(prints.slice(1)).size).toBe(prints.length - 2);
});
