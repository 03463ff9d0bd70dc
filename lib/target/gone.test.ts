import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { newTable, user } from "./testing";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase(), "seren_auth");
});
afterAll(() => made.end());

const floor = () => takeFloor(made.target, "0");
const rows = async () => (await made.admin.query("select *, ctid, xmin from seren_auth.users_sync order by id")).rows;

it("marks exactly those asked for, keeps their rows, and a replay writes nothing", async () => {
  const users = ["a", "b", "c"].map((id) => user(id));
  await writeUsers(made.target, made.table, users, await floor(), { repair: false, volatile: [] });
  expect(await markGone(made.target, made.table, ["a", "c", "a"], await floor())).toEqual({
    accepted: ["a", "c"],
    refused: [],
    written: 2,
  });
  const marked = await rows();
  expect(marked.map(({ id, deleted_at }) => [id, deleted_at instanceof Date])).toEqual([
    ["a", true],
    ["b", false],
    ["c", true],
  ]);
  expect(marked[0]).toMatchObject({ name: users[0]?.name, raw_json: users[0]?.raw });
  expect(await markGone(made.target, made.table, ["a", "c"], await floor())).toMatchObject({ written: 0 });
  expect(await rows()).toEqual(marked);
});

it("works through more ids than one statement takes", async () => {
  const ids = Array.from({ length: 2500 }, (_, i) => `many${i}`);
  await writeUsers(
    made.target,
    made.table,
    ids.map((id) => user(id)),
    await floor(),
    { repair: false, volatile: [] },
  );
  const outcome = await markGone(made.target, made.table, ids, await floor());
  expect(outcome).toMatchObject({ refused: [], written: 2500 });
  expect(outcome.accepted.toSorted()).toEqual(ids.toSorted());
});

it("no ids are nothing to do", async () => {
  expect(await markGone(made.target, made.table, [], await floor())).toEqual({ accepted: [], refused: [], written: 0 });
});
