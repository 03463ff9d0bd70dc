import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { markGone } from "./gone";
import { inspectTable } from "./schema";
import { newTable, user } from "./testing";
import type { UserRow } from "./types";
import { writeUsers } from "./write";

/** What customers put on their table: triggers and policies. */
let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());
beforeEach(() => made.admin.query("truncate neon_auth.users_sync, rollcall.neon_auth_row_versions"));

const floor = () => takeFloor(made.target, "0");
const write = async (rows: UserRow[], repair = false) =>
  writeUsers(made.target, made.table, rows, await floor(), { repair, volatile: [] });
const gone = async (id: string) => markGone(made.target, made.table, [id], await floor());

/** A trigger on users_sync that runs `body` for each row, for as long as `work` takes. */
async function withTrigger(when: string, body: string, work: () => Promise<void>): Promise<void> {
  await made.admin.query(
    `create or replace function public.react() returns trigger language plpgsql security definer as $$ begin ${body} end $$;
     create trigger react ${when} on neon_auth.users_sync for each row execute function public.react()`,
  );
  await work().finally(() => made.admin.query("drop function public.react() cascade"));
}

it("a customer's trigger fires once for each real change, and never for a replay", async () => {
  await made.admin.query("create table public.heard (what text, id text, plan text)");
  const heard = async () =>
    (await made.admin.query("select * from public.heard")).rows.map((row) => Object.values(row));
  const note = "insert into public.heard values (tg_op, new.id, new.raw_json->>'plan'); return null;";
  await withTrigger("after insert or update", note, async () => {
    await write([user("a"), user("b")]);
    await write([user("a"), user("b")]);
    await write([user("a", { raw: { id: "a", plan: "paid" } }), user("b")], true);
    await gone("b");
    await gone("b");
  });
  expect(await heard()).toEqual([
    ["INSERT", "a", "free"],
    ["INSERT", "b", "free"],
    ["UPDATE", "a", "paid"],
    ["UPDATE", "b", "free"],
  ]);
});

it("a trigger that refuses one user parks that user; the others are stored", async () => {
  const refuse = "if new.id = 'c7' then raise exception 'not %', new.email; end if; return new;";
  await withTrigger("before insert", refuse, async () => {
    const outcome = await write(Array.from({ length: 20 }, (_, i) => user(`c${i}`)));
    expect(outcome.accepted).toHaveLength(19);
    expect(outcome.unwritable).toEqual([{ id: "c7", reason: expect.stringContaining("trigger") }]);
    expect(JSON.stringify(outcome.unwritable)).not.toContain("example.test");
  });
});

it("where row-level security applies to the role, nothing is stored or marked, and the mend is told", async () => {
  await write([user("seen")]);
  await made.admin.query(
    "alter table neon_auth.users_sync enable row level security; alter table neon_auth.users_sync force row level security",
  );
  const refusal = {
    code: "target_refused",
    message: expect.stringContaining("Row-level security"),
    remedy: expect.stringContaining("BYPASSRLS"),
  };
  await expect(write([user("seen", { name: "New" }), user("new")])).rejects.toMatchObject(refusal);
  await expect(gone("seen")).rejects.toMatchObject(refusal);
  expect((await inspectTable(made.target, "neon_auth", "int_1")).problem).toContain("Row-level security");
  // An owner is free of policies that are not forced on it.
  await made.admin.query("alter table neon_auth.users_sync no force row level security");
  expect(await write([user("seen", { name: "New" }), user("new")])).toMatchObject({ written: 2 });
  expect(await gone("seen")).toMatchObject({ written: 1 });
  await made.admin.query("alter table neon_auth.users_sync disable row level security");
});
