import { afterAll, beforeAll, beforeEach } from "vitest";
import { takeFloor } from "@/lib/target/clock";
import { openTarget } from "@/lib/target/connect";
import { createTable, inspectTable } from "@/lib/target/schema";
import { newDatabase, user } from "@/lib/target/testing";
import type { Table, Target } from "@/lib/target/types";
import { writeUsers } from "@/lib/target/write";
import { createDatabase } from "./database";

/** The target of the suite that is running; `made` also looks at it as its owner. */
export let made: Awaited<ReturnType<typeof newDatabase>>;
export let target: Target;

/** Gives the suite that is being collected a target of its own, emptied before each test. */
export function prepareUsersSync(): void {
  beforeAll(async () => {
    made = await newDatabase(await createDatabase());
    target = openTarget(made.connection);
  });
  afterAll(async () => {
    await target.end();
    await made.close();
  });
  beforeEach(() =>
    made.admin.query(
      "drop schema if exists neon_auth cascade; drop schema if exists rollcall cascade; drop table if exists public.todos",
    ),
  );
}

export const table: Table = { schema: "neon_auth", integrationId: "int_1", adopted: false };
export const create = (integrationId = "int_1", allowGenerated = false) =>
  createTable(target, { schema: "neon_auth", integrationId, allowGenerated });
export const store = async (...ids: string[]) =>
  writeUsers(
    target,
    table,
    ids.map((id) => user(id)),
    await takeFloor(target, "0"),
    { repair: false, volatile: [] },
  );
export const ids = async () =>
  (await made.admin.query("select id from neon_auth.users_sync order by id")).rows.map(({ id }) => id);
export const look = (integrationId?: string) => inspectTable(target, "neon_auth", integrationId);
