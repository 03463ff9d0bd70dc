import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { AppError } from "@/lib/errors";
import { create, look, made, prepareUsersSync, table, target } from "@/test/users-sync";
import { takeClaim } from "./claims";
import { takeFloor } from "./clock";
import { withTarget } from "./connect";
import { eraseGone } from "./erase";
import { markGone } from "./gone";
import { probeTarget } from "./probe";
import { createTable, ddl, inspectTable, releaseClaim } from "./schema";
import { newRole, user } from "./testing";
import type { Connection, Target } from "./types";
import { countUsers, listUsers } from "./users-list";
import { suspects } from "./versions";
import { writeUsers } from "./write";

prepareUsersSync();

type Grant = { right: string; object: string };

const doc = readFileSync("docs/database-role.md", "utf8");

/** Every single right in the doc's list: `GRANT a, b ON x, y TO …` are four of them. */
function documented(): Grant[] {
  const [, block = ""] = /```sql afterwards\n([^`]*)```/.exec(doc) ?? [];
  return [...block.matchAll(/^GRANT (.+) ON (SCHEMA |)(.+) TO rollcall;$/gm)].flatMap(
    ([, rights = "", kind = "", objects = ""]) =>
      objects
        .split(", ")
        .flatMap((object) => rights.split(", ").map((right) => ({ right, object: `${kind}${object}` }))),
  );
}

/** Everything that Rollcall does to a table after set-up, and what Connect and Disconnect write besides. */
async function work(db: Target): Promise<void> {
  const options = { repair: true, volatile: [] };
  await db.transaction((tx) => takeClaim(tx, table));
  const first = await takeFloor(db, "1000000");
  await writeUsers(db, table, [user("a"), user("b")], first, options);
  await writeUsers(db, table, [user("a", { name: "New" })], await takeFloor(db, first.floor), {
    ...options,
    repair: false,
  });
  let seq = "";
  await markGone(db, table, ["b"], await takeFloor(db, first.floor), async ([tombstone]) => {
    seq = tombstone?.seq ?? "";
  });
  const all = { search: "", sort: "name", direction: "asc", show: "all", cursor: null, limit: 10 } as const;
  expect((await listUsers(db, table, all)).users).toMatchObject([{ name: "Name of b" }, { name: "New" }]);
  expect(await countUsers(db, table)).toEqual({ live: 1, deleted: 1 });
  expect(await suspects(db, table, { firstFloor: "2000000", after: "", limit: 10 })).toEqual(["a"]);
  const due = [{ id: "b", seq }];
  const erased = await eraseGone(db, table, due, await takeFloor(db, first.floor), async (ids) => ids);
  expect(erased).toMatchObject({ erased: ["b"], written: 1 });
  await releaseClaim(db, table);
}

const clean = `truncate neon_auth.users_sync, rollcall.neon_auth_row_versions, rollcall.claims;
  select setval('rollcall.clock', 1)`;

/** A second role that owns nothing, in a database that gives nothing to everybody; the suite's own role made the tables. */
async function guest() {
  const connection = await newRole(made);
  const { user: role, database } = connection;
  await made.admin.query(
    `grant connect on database ${database} to ${made.connection.user}; revoke connect on database ${database} from public;
     revoke execute on function pg_control_checkpoint() from public`,
  );
  const settle = (verb: "grant" | "revoke", { right, object }: Grant) => {
    const on = object === "DATABASE app" ? `database ${database}` : object;
    return made.admin.query(`${verb} ${right} on ${on} ${verb === "grant" ? "to" : "from"} ${role}`);
  };
  return { connection, settle };
}

const use = <T>(connection: Connection, doing: (db: Target) => Promise<T>) => withTarget(connection, doing);

it("what an owner is told to make is what Connect makes", () => {
  expect(doc).toContain(`\`\`\`sql\n${ddl("neon_auth")}\n\`\`\``);
});

it("a role with only the documented grants connects, stores, marks, erases, lists and disconnects", async () => {
  await create();
  await made.admin.query(clean);
  const { connection, settle } = await guest();
  for (const grant of documented()) await settle("grant", grant);
  await use(connection, (db) => probeTarget(db, connection));
  await use(connection, (db) => createTable(db, { ...table, allowGenerated: false }));
  await use(connection, work);
});

it("each documented grant is needed: without any one of them something is refused", async () => {
  await create();
  const { connection, settle } = await guest();
  const grants = documented();
  expect(grants.length).toBeGreaterThan(15);
  for (const grant of grants) await settle("grant", grant);
  for (const grant of grants) {
    await made.admin.query(clean);
    await settle("revoke", grant);
    const outcome = await use(connection, work).catch((error: AppError) => error.code);
    expect({ ...grant, outcome }).toEqual({ ...grant, outcome: "target_refused" });
    await settle("grant", grant);
  }
  await made.admin.query(clean);
  await use(connection, work);
});

it("a role that made its own tables needs no right to make any afterwards", async () => {
  await create();
  const { database, user: role } = made.connection;
  await made.admin.query(`revoke create on database ${database} from ${role}`);
  await releaseClaim(target, table);
  await create("int_2");
  expect(await look("int_2")).toMatchObject({ state: "ours" });
  await made.admin.query(`grant create on database ${database} to ${role}`);
});

it("what a second role lacks in the first one's schemas is told before it connects, as the statements that mend it", async () => {
  await create();
  const { connection } = await guest();
  const { database, user: role } = connection;
  await made.admin.query(`grant connect, create on database ${database} to ${role};
     grant execute on function pg_control_checkpoint() to ${role}`);
  const steps = [
    ["neon_auth", `GRANT USAGE ON SCHEMA rollcall TO ${role}`],
    ["seren_auth", `GRANT CREATE ON SCHEMA rollcall TO ${role}`],
  ] as const;
  for (const [schema, first] of steps) {
    const problem = await use(connection, async (db) => (await inspectTable(db, schema)).problem);
    const [, grants = ""] = /can grant them: (.*)\.$/.exec(problem ?? "") ?? [];
    expect(grants).toContain(first);
    const attempt = use(connection, (db) => createTable(db, { schema, integrationId: "int_2", allowGenerated: false }));
    await expect(attempt).rejects.toMatchObject({ code: "conflict", message: problem });
    await target.query(grants);
  }
  const second = { schema: "seren_auth", integrationId: "int_2", adopted: false } as const;
  await use(connection, async (db) => {
    await createTable(db, { ...second, allowGenerated: false });
    const floor = await takeFloor(db, "0");
    expect(await writeUsers(db, second, [user("u")], floor, { repair: false, volatile: [] })).toMatchObject({
      written: 1,
    });
  });
});
