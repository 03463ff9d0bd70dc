import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "@/test/database";
import { takeFloor } from "./clock";
import { openTarget } from "./connect";
import { markGone } from "./gone";
import { newTable, user } from "./testing";
import type { Target, UserRow } from "./types";
import { writeUsers } from "./write";

let made: Awaited<ReturnType<typeof newTable>>;
beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

/** A provider whose users change all the time; a version of null is a user who is gone for now. */
const versions = new Map<string, number | null>(["a", "b", "c", "d", "e"].map((id) => [id, 0]));
let clock = 0;
function change(): void {
  const ids = [...versions.keys()];
  const id = ids[Math.floor(Math.random() * ids.length)] ?? "a";
  versions.set(id, Math.random() < 0.2 ? null : ++clock);
}
function read() {
  const rows: UserRow[] = [];
  const missing: string[] = [];
  for (const [id, version] of versions) {
    if (version === null) missing.push(id);
    else rows.push(user(id, { raw: { id, version } }));
  }
  return { rows, missing };
}

async function synchronise(target: Target): Promise<void> {
  const floor = await takeFloor(target, "0");
  const { rows, missing } = read();
  change();
  await setImmediate();
  await writeUsers(target, made.table, rows, floor, { repair: false, volatile: [] });
  await markGone(target, made.table, missing, floor);
}

it("where eight read and write at once, no user goes back, and one more read makes the table equal", async () => {
  await made.admin.query(
    `create table public.backwards (id text);
     create function public.note() returns trigger language plpgsql security definer as $$ begin
       if (new.raw_json->>'version')::int < (old.raw_json->>'version')::int then insert into public.backwards values (new.id); end if;
       return null;
     end $$;
     create trigger note after update on neon_auth.users_sync for each row execute function public.note()`,
  );
  const targets = Array.from({ length: 8 }, () => openTarget(made.connection, { maxConnections: 1 }));
  const work = async (target: Target) => {
    for (let round = 0; round < 25; round++) await synchronise(target);
  };
  await Promise.all(targets.map(work));
  await Promise.all(targets.map((target) => target.end()));
  expect((await made.admin.query("select id from public.backwards")).rows).toEqual([]);

  const floor = await takeFloor(made.target, "0");
  const { rows, missing } = read();
  await writeUsers(made.target, made.table, rows, floor, { repair: false, volatile: [] });
  await markGone(made.target, made.table, missing, floor);
  const live = await made.admin.query("select raw_json from neon_auth.users_sync where deleted_at is null order by id");
  expect(live.rows.map(({ raw_json }) => raw_json)).toEqual(rows.map(({ raw }) => raw));
});
