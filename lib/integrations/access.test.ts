import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { changes, members, runs } from "@/db/schema";
import { exportAudit, listAudit } from "@/lib/projects/audit";
import { deleteProject } from "@/lib/projects/delete-project";
import { getDatabase } from "@/lib/projects/get-database";
import { getProject } from "@/lib/projects/get-project";
import { createInvitation, listInvitations, revokeInvitation } from "@/lib/projects/invitations";
import { listProjects } from "@/lib/projects/list-projects";
import { changeRole, listMembers, removeMember } from "@/lib/projects/members";
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
import { exportOpenChanges } from "./export-open-changes";
import { exportUsers } from "./export-users";
import { getCharts } from "./get-charts";
import { getChecks } from "./get-checks";
import { getCredentialsForm } from "./get-credentials-form";
import { getDisconnect } from "./get-disconnect";
import { getDraft } from "./get-draft";
import { getRun } from "./get-run";
import { getSettings } from "./get-settings";
import { getStatus } from "./get-status";
import { getUser } from "./get-user";
import { getVerify } from "./get-verify";
import { inspectChange } from "./inspect-change";
import { listActivity } from "./list-activity";
import { listErasures } from "./list-erasures";
import { listOpenChanges } from "./list-open-changes";
import { listProviderProjects } from "./list-provider-projects";
import { listUsers } from "./list-users";
import { pause } from "./pause";
import { provision } from "./provision";
import { purgeUser } from "./purge-user";
import { rejectDeletions } from "./reject-deletions";
import { repairDifferences } from "./repair-differences";
import { replaceCredentials } from "./replace-credentials";
import { resume } from "./resume";
import { resync } from "./resync";
import { resyncUser } from "./resync-user";
import { retryChanges } from "./retry-changes";
import { retryErasure } from "./retry-erasure";
import { review } from "./review";
import { selectProject } from "./select-project";
import { setBudgetShare } from "./set-budget-share";
import { setDeletionPolicy } from "./set-deletion-policy";
import { setPrivateMetadata } from "./set-private-metadata";
import { setSchedule } from "./set-schedule";
import { getOwnership, startTransfer } from "./transfer";
import { verify } from "./verify";
import { revealWebhookSecret, rotateWebhookSecret, saveWebhookSecret } from "./webhook-secret";
import { createUser, deleteUser } from "./write-user";

type Verb = (actor: Actor, projectId: string) => Promise<unknown>;

const page = { search: "", sort: "name", direction: "asc", show: "all", cursor: null, limit: 10 } as const;
const wholeLog = { actor: null, outcome: null, before: null, after: null };
const everything = { through: Number.MAX_SAFE_INTEGER, count: 1 };
const provider = "stack-auth";

/** A run and an open change of the integration. */
async function firstRun(): Promise<string> {
  const [run] = await db().select({ id: runs.id }).from(runs).limit(1);
  return run?.id ?? "";
}
async function firstOpen(): Promise<number> {
  const [change] = await db().select({ id: changes.id }).from(changes).where(eq(changes.state, "parked")).limit(1);
  return change?.id ?? 0;
}

const reads: Record<string, Verb> = {
  getProject,
  getStatus,
  getChecks,
  getCharts: (actor, id) => getCharts(actor, id, "24h"),
  demoHint: (actor, id) => demoHint(actor, id, provider),
  getOwnership,
  listUsers: (actor, id) => listUsers(actor, id, page),
  exportUsers: (actor, id) => exportUsers(actor, id, { format: "csv", search: "", show: "all" }),
  listOpenChanges,
  listErasures,
  getVerify,
  listMembers,
  getSettings,
  getDatabase,
  listActivity: (actor, id) => listActivity(actor, id, { kind: "all", actor: null, range: "7d", cursor: null }),
  getRun: async (actor, id) => getRun(actor, id, await firstRun()),
  inspectChange: async (actor, id) => inspectChange(actor, id, await firstOpen()),
  exportOpenChanges: (actor, id) => exportOpenChanges(actor, id, { state: "held", format: "csv" }),
  getUser: (actor, id) => getUser(actor, id, "u1"),
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
  verify,
  repairDifferences: (actor, id) => repairDifferences(actor, id, "r1"),
  pause,
  resume,
  setSchedule: (actor, id) => setSchedule(actor, id, { checkEveryMinutes: 5, pollEverySeconds: null }),
  setBudgetShare: (actor, id) => setBudgetShare(actor, id, 100),
  setPrivateMetadata: (actor, id) => setPrivateMetadata(actor, id, true),
  beginOAuth: (actor, id) => beginOAuth(actor, id, provider),
  provision: (actor, id) => provision(actor, id, provider, "Theirs"),
  replaceCredentials: (actor, id) => replaceCredentials(actor, id, {}),
  rotateWebhookSecret,
  startTransfer,
  createUser: (actor, id) => createUser(actor, id, { email: "mallory@example.com", name: null }),
  resyncUser: (actor, id) => resyncUser(actor, id, "u1"),
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
  changeRole: (actor, id) => changeRole(actor, id, { accountId: actor.accountId, role: "owner" }),
  removeMember: (actor, id) => removeMember(actor, id, connected.actor.accountId),
  leave: (actor, id) => removeMember(actor, id, actor.accountId),
  listInvitations,
  createInvitation: (actor, id) => createInvitation(actor, id, { role: "viewer", days: 1, label: "Mallory" }),
  revokeInvitation: (actor, id) => revokeInvitation(actor, id, "x"),
  listAudit: (actor, id) => listAudit(actor, id, wholeLog),
  exportAudit: (actor, id) => exportAudit(actor, id, wholeLog),
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
  const parked = { eventId: "e", userId: "u1", kind: "updated", state: "parked" } as const;
  await db()
    .insert(changes)
    .values({ ...parked, integrationId: connected.id });
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
