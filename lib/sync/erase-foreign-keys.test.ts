import { beforeEach, describe, expect, it } from "vitest";
import { retryErasure } from "@/lib/integrations/retry-erasure";
import { addGone, addUsers, connected, makeDue, query, rows, scheduled, scheduledOf } from "@/test/deletions";
import { eraseUsers } from "./erase-users";

beforeEach(() => query("drop table if exists public.lines, public.notes"));

/** Two deleted users whose hold-back is over; a note refers to the first of them, by a key that ends in `clause`. */
async function addNoteOf(clause: string, column = "text"): Promise<[string, string]> {
  const [noted = "", other = ""] = await addGone(2);
  await query(
    `create table public.notes (n int primary key, user_id ${column}
     constraint notes_user references neon_auth.users_sync (id) ${clause})`,
  );
  await query("insert into public.notes values (1, $1)", [noted]);
  await makeDue(noted, other);
  return [noted, other];
}
const notes = () => query("select n, user_id from public.notes order by n");

describe("a foreign key that lets go", () => {
  it("ON DELETE CASCADE fires, through every level", async () => {
    const ids = await addNoteOf("on delete cascade");
    await query("create table public.lines (n int references public.notes (n) on delete cascade)");
    await query("insert into public.lines values (1), (1)");
    expect(await eraseUsers(connected.id)).toBe(2);
    expect([await rows(), await notes(), await query("select from public.lines")]).toEqual([[], [], []]);
    expect((await scheduled()).map(({ userId, state }) => [userId, state])).toEqual(
      expect.arrayContaining(ids.map((id) => [id, "erased"])),
    );
  });

  it("SET NULL keeps what referred to the user, without the user", async () => {
    await addNoteOf("on delete set null");
    expect(await eraseUsers(connected.id)).toBe(2);
    expect([await rows(), await notes()]).toEqual([[], [{ n: 1, user_id: null }]]);
  });

  it("SET DEFAULT hands it to another user", async () => {
    const [heir] = await addUsers(1);
    await addNoteOf("on delete set default", `text default '${heir}'`);
    expect(await eraseUsers(connected.id)).toBe(2);
    expect([await rows(), await notes()]).toEqual([[{ id: heir, deleted: false }], [{ n: 1, user_id: heir }]]);
  });
});

describe("a foreign key that refuses parks that user alone, and says which it is", () => {
  const refusing = "Foreign key notes_user of public.notes refuses: rows there refer to this user.";

  it.each([
    ["RESTRICT", "on delete restrict", "text", refusing],
    ["NO ACTION", "", "text", refusing],
    ["NO ACTION, checked at the commit", "deferrable initially deferred", "text", refusing],
    ["SET DEFAULT without such a user", "on delete set default", "text default 'nobody'", refusing],
    [
      "SET NULL where null is not allowed",
      "on delete set null",
      "text not null",
      "Column user_id of public.notes would have to become null, and must not.",
    ],
  ])("%s", async (_kind, clause, column, reason) => {
    const [noted, other] = await addNoteOf(clause, column);
    expect(await eraseUsers(connected.id)).toBe(2);
    expect(await rows()).toEqual([{ id: noted, deleted: true }]);
    expect(await notes()).toEqual([{ n: 1, user_id: noted }]);
    expect(await scheduledOf(noted)).toMatchObject({ state: "parked", reason });
    expect(await scheduledOf(other)).toMatchObject({ state: "erased" });
  });

  it("a key that refuses behind one that cascades", async () => {
    const [noted, other] = await addNoteOf("on delete cascade");
    await query("create table public.lines (n int constraint lines_note references public.notes (n))");
    await query("insert into public.lines values (1)");
    expect(await eraseUsers(connected.id)).toBe(2);
    expect(await notes()).toEqual([{ n: 1, user_id: noted }]);
    expect(await scheduledOf(noted)).toMatchObject({
      state: "parked",
      reason: expect.stringContaining("lines_note of public.lines"),
    });
    expect(await scheduledOf(other)).toMatchObject({ state: "erased" });
  });

  it("many users are erased around the few who are parked", async () => {
    const ids = await addGone(60);
    const stuck = ids.filter((_, n) => n % 20 === 7).sort();
    await query("create table public.notes (n int, user_id text references neon_auth.users_sync (id))");
    await query("insert into public.notes select 1, unnest($1::text[])", [stuck]);
    await makeDue(...ids);
    expect(await eraseUsers(connected.id, Date.now() + 60_000)).toBe(60);
    expect((await rows()).map(({ id }) => id)).toEqual(stuck);
  });

  it("a parked erasure is tried again when a person says so", async () => {
    const [noted] = await addNoteOf("on delete restrict");
    await eraseUsers(connected.id);
    expect(await eraseUsers(connected.id)).toBe(0);
    await query("delete from public.notes");
    await retryErasure(connected.actor, connected.projectId, noted);
    expect(await eraseUsers(connected.id)).toBe(1);
    expect(await rows()).toEqual([]);
  });
});

it("a trigger of the customer's that refuses parks the user", async () => {
  const [noted] = await addNoteOf("on delete cascade");
  await query(`create function public.refuse() returns trigger language plpgsql as
    $$begin raise exception 'user % stays', old.user_id; end$$`);
  await query("create trigger refuse before delete on public.notes for each row execute function public.refuse()");
  await eraseUsers(connected.id);
  expect(await scheduledOf(noted)).toMatchObject({
    state: "parked",
    reason: "A trigger in your database refuses (P0001).",
  });
});

it("a transaction that holds the row postpones that user alone", async () => {
  const [noted, other] = await addNoteOf("on delete cascade");
  const holder = await connected.target.connect();
  await holder.query("begin");
  await holder.query("select from neon_auth.users_sync where id = $1 for key share", [noted]);
  expect(await eraseUsers(connected.id)).toBe(1);
  await holder.query("rollback");
  holder.release();
  expect(await scheduledOf(other)).toMatchObject({ state: "erased" });
  const postponed = await scheduledOf(noted);
  expect(postponed).toMatchObject({ state: "waiting", reason: "Another transaction held rows of this user." });
  expect(postponed.dueAt.getTime()).toBeGreaterThan(Date.now());
});
