import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { projects } from "@/db/schema";
import { setDeletionPolicy } from "@/lib/integrations/set-deletion-policy";
import { createDatabase } from "@/test/database";
import { walkToTheEnd } from "@/test/integration";
import { connected, provider } from "@/test/synced";
import { connectionOf } from "./access";
import { sealedConnection } from "./connection";
import { createProject } from "./create-project";
import { getDatabase } from "./get-database";

const read = () => getDatabase(connected.actor, connected.projectId);

it("tells of a connected table: shape, rows, indexes and who points at it", async () => {
  await provider.addUsers(3);
  await walkToTheEnd(connected.id);
  await connected.target.query("create table notes (user_id text references neon_auth.users_sync on delete cascade)");
  const { server, rights, table } = await read();
  expect(server).toMatchObject({ role: "postgres", tls: "disable", pooled: false, neon: false });
  expect(rights.map(({ name }) => name)).toContain("rollcall.clock");
  expect(rights.flatMap(({ lacking }) => lacking)).toEqual([]);
  const live = (await connected.target.query("select from neon_auth.users_sync")).rowCount;
  expect(table).toMatchObject({
    schema: "neon_auth",
    shape: "plain",
    problem: null,
    contents: {
      rows: { live, deleted: 0, exact: true },
      foreignKeys: [{ table: "public.notes", columns: ["user_id"], onDelete: "CASCADE" }],
    },
  });
  expect(table?.contents?.indexes.map(({ name }) => name)).toEqual(["users_sync_pkey", "users_sync_deleted_at_idx"]);
});

it("asks for the right to delete where rows of deleted users are erased", async () => {
  const needed = async () => (await read()).rights.find(({ name }) => name === "neon_auth.users_sync")?.rights;
  expect(await needed()).not.toContain("DELETE");
  const erase = { policy: "erase", holdBackHours: 24 } as const;
  await setDeletionPolicy(connected.actor, connected.projectId, erase);
  expect(await needed()).toContain("DELETE");
});

it("says that somebody dropped the table, and shows no figures of it", async () => {
  await connected.target.query("drop schema neon_auth cascade");
  expect((await read()).table).toEqual({ schema: "neon_auth", shape: "absent", problem: null, contents: null });
});

it("tells of a database without a provider too", async () => {
  const connectionString = await createDatabase();
  const { id } = await createProject(connected.actor, { name: "Empty", connectionString });
  const { table, rights } = await getDatabase(connected.actor, id);
  expect(table).toBeNull();
  expect(rights.map(({ there }) => there)).not.toContain(true);
});

it("while the database is away it says so in three parts", async () => {
  const [project] = await db().select().from(projects).where(eq(projects.id, connected.projectId));
  if (!project) throw new Error("no project");
  const away = sealedConnection(project.id, { ...connectionOf(project), port: 1 });
  await db().update(projects).set(away).where(eq(projects.id, project.id));
  const words = { message: expect.any(String), meaning: expect.any(String), remedy: expect.any(String) };
  await expect(read()).rejects.toMatchObject({ code: "target_unavailable", ...words });
});
