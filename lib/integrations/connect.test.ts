import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog, connectDrafts, integrations, projects } from "@/db/schema";
import { sealedConnection } from "@/lib/projects/connection";
import { createProject } from "@/lib/projects/create-project";
import type { Actor } from "@/lib/projects/views";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { parseConnectionString } from "@/lib/target/connection";
import { createConsole } from "@/test/console";
import { createDatabase } from "@/test/database";
import { createActor } from "@/test/integration";
import { authenticate } from "./authenticate";
import { connect } from "./connect";
import { disconnect } from "./disconnect";
import { getDraft } from "./get-draft";
import { getStatus } from "./get-status";
import { listProviderProjects } from "./list-provider-projects";
import { review } from "./review";
import { selectProject } from "./select-project";

const provider = "stack-auth";
const schema = "neon_auth";

let stack: Counterpart;
let actor: Actor;
let projectId: string;
let database: string;

beforeAll(async () => {
  await createConsole();
  stack = await startStackAuth();
});
afterAll(() => stack.stop());

async function newProject(connectionString: string) {
  const { id } = await createProject(actor, { name: "Storefront", connectionString });
  return id;
}

async function untilReview(project: string) {
  await authenticate(actor, project, provider, stack.credentials(stack.origin));
  const [chosen] = await listProviderProjects(actor, project, provider);
  await selectProject(actor, project, provider, chosen?.id ?? "");
}

beforeEach(async () => {
  actor = await createActor();
  database = await createDatabase();
  projectId = await newProject(database);
});

describe("Connect", () => {
  it("ends in one integration when it is clicked twice at once", async () => {
    await untilReview(projectId);
    const clicks = [connect(actor, projectId, provider, { schema }), connect(actor, projectId, provider, { schema })];
    const [one, two] = await Promise.all(clicks);
    expect(one).toEqual(two);
    expect(await connect(actor, projectId, provider, { schema })).toEqual(one);
    expect(await getStatus(actor, projectId)).toMatchObject({ id: one?.id, run: { kind: "backfill" } });
  });

  it("saves nothing for keys that the provider refuses", async () => {
    const wrong = stack.wrongCredentials(stack.origin);
    await expect(authenticate(actor, projectId, provider, wrong)).rejects.toMatchObject({ code: "provider_refused" });
    expect(await getDraft(actor, projectId, provider)).toBeNull();
  });

  it("keeps a secret that was typed before when it is left empty, and never gives it back", async () => {
    const typed = stack.credentials(stack.origin);
    await authenticate(actor, projectId, provider, typed);
    await authenticate(actor, projectId, provider, { ...typed, secretServerKey: "" });
    const draft = await getDraft(actor, projectId, provider);
    expect(JSON.stringify(draft)).not.toContain(typed.secretServerKey);
    const [stored] = await db().select().from(connectDrafts);
    expect(JSON.stringify(stored)).not.toContain(typed.secretServerKey);
  });

  it("does not send a stored secret to another address than the one it was typed for", async () => {
    const typed = stack.credentials(stack.origin);
    await authenticate(actor, projectId, provider, typed);
    const elsewhere = { ...typed, secretServerKey: "", baseUrl: "http://127.0.0.1:1" };
    await expect(authenticate(actor, projectId, provider, elsewhere)).rejects.toMatchObject({
      code: "invalid_input",
      field: "secretServerKey",
    });
  });

  it("names the field that is missing", async () => {
    await expect(authenticate(actor, projectId, provider, { baseUrl: stack.origin })).rejects.toMatchObject({
      code: "invalid_input",
      field: "projectId",
    });
  });

  it("refuses a table that another integration owns, before and at the last step", async () => {
    await untilReview(projectId);
    await connect(actor, projectId, provider, { schema });
    const other = await newProject(database);
    await untilReview(other);
    const { presets } = await review(actor, other, provider);
    expect(presets.find((preset) => preset.schema === schema)?.blocked).toBeTruthy();
    expect(presets.find((preset) => preset.schema === "seren_auth")?.blocked).toBeNull();
    await expect(connect(actor, other, provider, { schema })).rejects.toMatchObject({ code: "conflict" });
    expect(await getStatus(actor, other)).toBeNull();
  });

  it("blocks only the schema that the role may not look into", async () => {
    const owner = new pg.Client({ connectionString: database });
    await owner.connect();
    const role = `narrow_${Date.now()}`;
    await owner.query(`create schema neon_auth; create table neon_auth.users_sync (id text primary key)`);
    await owner.query(`create role ${role} login password 'narrow'`);
    await owner.query(`grant create on database ${owner.database} to ${role}`);
    await owner.end();
    const url = new URL(database);
    Object.assign(url, { username: role, password: "narrow" });
    const narrow = await newProject(url.href);
    await untilReview(narrow);
    const { presets } = await review(actor, narrow, provider);
    expect(presets.filter(({ blocked }) => blocked).map((preset) => preset.schema)).toEqual(["neon_auth"]);
  });

  it("says at the review what a role lacks where another one made the rollcall schema", async () => {
    await untilReview(projectId);
    await connect(actor, projectId, provider, { schema });
    const owner = new pg.Client({ connectionString: database });
    await owner.connect();
    const role = `second_${Date.now()}`;
    await owner.query(`create role ${role} login password 'second'`);
    await owner.query(`grant create on database ${owner.database} to ${role}`);
    const url = new URL(database);
    Object.assign(url, { username: role, password: "second" });
    const second = await newProject(url.href);
    await untilReview(second);
    const free = async () =>
      (await review(actor, second, provider)).presets.find((preset) => preset.schema === "seren_auth")?.blocked;
    const [, grants = ""] = /can grant them: (.*)\.$/.exec((await free()) ?? "") ?? [];
    expect(grants).toContain(`GRANT USAGE ON SCHEMA rollcall TO ${role}`);
    await owner.query(grants);
    await owner.end();
    expect(await free()).toBeNull();
    await expect(connect(actor, second, provider, { schema: "seren_auth" })).resolves.toBeTruthy();
  });

  it("takes the table over again after a Disconnect that kept it", async () => {
    await untilReview(projectId);
    const first = await connect(actor, projectId, provider, { schema });
    await disconnect(actor, projectId, { dropTable: false, dropForeignKeys: false });
    await untilReview(projectId);
    const second = await connect(actor, projectId, provider, { schema });
    expect(second.id).not.toBe(first.id);
  });

  it("takes an old claim of its own over that a Disconnect could not release, and keeps no secret of the old one", async () => {
    await untilReview(projectId);
    const { id } = await connect(actor, projectId, provider, { schema });
    await db()
      .update(projects)
      .set(sealedConnection(projectId, { ...parseConnectionString(database), port: 1 }))
      .where(eq(projects.id, projectId));
    await disconnect(actor, projectId, { dropTable: false, dropForeignKeys: false });
    const [ended] = await db().select().from(integrations).where(eq(integrations.id, id));
    expect(ended).toMatchObject({ credentials: "", webhookSecret: "" });

    const back = await newProject(database);
    await untilReview(back);
    expect(
      (await review(actor, back, provider)).presets.find((preset) => preset.schema === schema)?.blocked,
    ).toBeNull();
    await expect(connect(actor, back, provider, { schema })).resolves.toBeTruthy();
  });
});

it("every change of state is in the audit log with its actor and outcome, and no secret is anywhere in it", async () => {
  await untilReview(projectId);
  await connect(actor, projectId, provider, { schema });
  const entries = await db().select().from(auditLog);
  const mine = entries.filter((entry) => entry.projectId === projectId);
  expect(mine.map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual(
    expect.arrayContaining(["project.create done", "integration.authenticate done", "integration.connect done"]),
  );
  const { secretServerKey = "" } = stack.credentials(stack.origin);
  const kept = JSON.stringify([entries, await db().select().from(integrations)]);
  expect(kept).not.toContain(secretServerKey);
  expect(kept).not.toContain("postgres:test@");
});
