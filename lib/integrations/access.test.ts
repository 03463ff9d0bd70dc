import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { members } from "@/db/schema";
import { deleteProject } from "@/lib/projects/delete-project";
import { getProject } from "@/lib/projects/get-project";
import { listProjects } from "@/lib/projects/list-projects";
import { renameProject } from "@/lib/projects/rename-project";
import { replaceConnection } from "@/lib/projects/replace-connection";
import type { Actor } from "@/lib/projects/views";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { createConsole } from "@/test/console";
import { type Connected, connectProvider, createActor } from "@/test/integration";
import { approveDeletions } from "./approve-deletions";
import { authenticate } from "./authenticate";
import { beginOAuth } from "./begin-oauth";
import { cancelErasure } from "./cancel-erasure";
import { connect } from "./connect";
import { demoHint } from "./demo-hint";
import { discardChanges } from "./discard-changes";
import { disconnect } from "./disconnect";
import { getCredentialsForm } from "./get-credentials-form";
import { getDisconnect } from "./get-disconnect";
import { getDraft } from "./get-draft";
import { getStatus } from "./get-status";
import { listErasures } from "./list-erasures";
import { listOpenChanges } from "./list-open-changes";
import { listProviderProjects } from "./list-provider-projects";
import { listUsers } from "./list-users";
import { provision } from "./provision";
import { purgeUser } from "./purge-user";
import { rejectDeletions } from "./reject-deletions";
import { replaceCredentials } from "./replace-credentials";
import { resync } from "./resync";
import { retryChanges } from "./retry-changes";
import { retryErasure } from "./retry-erasure";
import { review } from "./review";
import { selectProject } from "./select-project";
import { setDeletionPolicy } from "./set-deletion-policy";
import { getOwnership, startTransfer } from "./transfer";
import { revealWebhookSecret, rotateWebhookSecret, saveWebhookSecret } from "./webhook-secret";
import { createUser, deleteUser } from "./write-user";

type Verb = (actor: Actor, projectId: string) => Promise<unknown>;

const page = { search: "", sort: "name", direction: "asc", show: "all", cursor: null, limit: 10 } as const;
const everything = { through: Number.MAX_SAFE_INTEGER, count: 1 };
const provider = "stack-auth";

const reads: Record<string, Verb> = {
  getProject,
  getStatus,
  demoHint: (actor, id) => demoHint(actor, id, provider),
  getOwnership,
  listUsers: (actor, id) => listUsers(actor, id, page),
  listOpenChanges,
  listErasures,
};
const writes: Record<string, Verb> = {
  renameProject: (actor, id) => renameProject(actor, id, { name: "Taken over" }),
  replaceConnection: (actor, id) => replaceConnection(actor, id, { connectionString: "postgres://a:b@127.0.0.1:1/c" }),
  authenticate: (actor, id) => authenticate(actor, id, provider, {}),
  getDraft: (actor, id) => getDraft(actor, id, provider),
  listProviderProjects: (actor, id) => listProviderProjects(actor, id, provider),
  selectProject: (actor, id) => selectProject(actor, id, provider, "x"),
  review: (actor, id) => review(actor, id, provider),
  connect: (actor, id) => connect(actor, id, provider, { schema: "neon_auth" }),
  resync,
  beginOAuth: (actor, id) => beginOAuth(actor, id, provider),
  provision: (actor, id) => provision(actor, id, provider, "Theirs"),
  replaceCredentials: (actor, id) => replaceCredentials(actor, id, {}),
  rotateWebhookSecret,
  startTransfer,
  createUser: (actor, id) => createUser(actor, id, { email: "mallory@example.com", name: null }),
  deleteUser: (actor, id) => deleteUser(actor, id, "u1"),
  approveDeletions: (actor, id) => approveDeletions(actor, id, everything),
  rejectDeletions: (actor, id) => rejectDeletions(actor, id, everything),
  retryChanges: (actor, id) => retryChanges(actor, id, everything),
  discardChanges: (actor, id) => discardChanges(actor, id, everything),
  setDeletionPolicy: (actor, id) => setDeletionPolicy(actor, id, { policy: "erase", holdBackHours: 1 }),
  cancelErasure: (actor, id) => cancelErasure(actor, id, "u1"),
  retryErasure: (actor, id) => retryErasure(actor, id, "u1"),
  purgeUser: (actor, id) => purgeUser(actor, id, { userId: "u1", how: "delete" }),
  getDisconnect,
  getCredentialsForm,
  revealWebhookSecret,
  saveWebhookSecret: (actor, id) => saveWebhookSecret(actor, id, "whsec_AAAAAAAAAAAAAAAAAAAAAAAA"),
  disconnect: (actor, id) => disconnect(actor, id, { dropTable: true, dropForeignKeys: true }),
  deleteProject,
};

let stack: Counterpart;
let connected: Connected;
let stranger: Actor;
let viewer: Actor;

beforeAll(async () => {
  await createConsole();
  stack = await startStackAuth();
  connected = await connectProvider(provider, stack.credentials(stack.origin));
  stranger = await createActor("Stranger");
  viewer = await createActor("Viewer");
  await db().insert(members).values({ projectId: connected.projectId, accountId: viewer.accountId, role: "viewer" });
});
afterAll(async () => {
  await connected.end();
  await stack.stop();
});

describe("another member's project does not exist for a stranger", () => {
  it.each(Object.entries({ ...reads, ...writes }))("%s", async (_name, verb) => {
    await expect(verb(stranger, connected.projectId)).rejects.toMatchObject({ code: "not_found" });
  });
  it("and is in no list of theirs", async () => {
    expect(await listProjects(stranger)).toEqual([]);
  });
});

describe("a viewer reads and changes nothing", () => {
  it.each(Object.entries(reads))("%s is theirs to read", async (_name, verb) => {
    await expect(verb(viewer, connected.projectId)).resolves.not.toThrow();
  });
  it.each(Object.entries(writes))("%s is refused", async (_name, verb) => {
    await expect(verb(viewer, connected.projectId)).rejects.toMatchObject({ code: "forbidden" });
  });
});

it("after all of that the project is as it was", async () => {
  expect(await getProject(connected.actor, connected.projectId)).toMatchObject({ name: "Storefront" });
  expect(await getStatus(connected.actor, connected.projectId)).toMatchObject({ id: connected.id });
});
