import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { findIntegrationOfProject } from "@/db/queries/integrations";
import { oauthRequests } from "@/db/schema";
import { createProject } from "@/lib/projects/create-project";
import type { Actor } from "@/lib/projects/views";
import { type StackAuthServer, startStackAuth, projectId as upstreamId } from "@/lib/providers/fixtures/stack-auth";
import { openBrowser } from "@/lib/providers/fixtures/visitor";
import type { OAuthClient } from "@/lib/providers/types";
import { credentialsOf } from "@/lib/sync/credentials";
import { createConsole } from "@/test/console";
import { createDatabase } from "@/test/database";
import { createActor } from "@/test/integration";
import { beginOAuth, redirectUri } from "./begin-oauth";
import { connect } from "./connect";
import { finishOAuth } from "./finish-oauth";
import { getDraft } from "./get-draft";
import { provision } from "./provision";
import { selectProject } from "./select-project";
import { getOwnership, startTransfer } from "./transfer";

const clients = vi.hoisted((): Record<string, OAuthClient> => ({}));
// The operator's configuration, which is read once per process; the server's address is known only later.
vi.mock("@/lib/providers/clients", () => ({ clientOf: (id: string) => clients[id] ?? null }));

const providerId = "stack-auth";
let server: StackAuthServer;
let actor: Actor;
let projectId: string;

beforeAll(async () => {
  await createConsole();
  const client = { clientId: "rollcall", clientSecret: "the operator's secret" };
  server = await startStackAuth({ integration: { ...client, redirectUris: [redirectUri()] } });
  clients[providerId] = { ...client, baseUrl: server.origin };
});
afterAll(() => server.stop());
beforeEach(async () => {
  actor = await createActor();
  const connectionString = await createDatabase();
  ({ id: projectId } = await createProject(actor, { name: "Shop", connectionString }));
});

/** As a person in a browser: agrees at the provider, and is sent back with a code and the state. */
async function agree(choice: Record<string, string> = { project: upstreamId }) {
  const browser = openBrowser(server.origin);
  await browser.visit(await beginOAuth(actor, projectId, providerId));
  await browser.submit(choice);
  await browser.submit({});
  const { searchParams } = new URL(browser.left ?? "");
  return { state: searchParams.get("state") ?? "", code: searchParams.get("code") };
}

const stored = async () => {
  const integration = await findIntegrationOfProject(projectId);
  if (!integration) throw new Error("not connected");
  return { integration, credentials: credentialsOf(integration) };
};

it("connects a project by consent, and keeps a narrow key in the place of the broad one", async () => {
  expect(await finishOAuth(actor, await agree())).toEqual({ projectId, providerId, outcome: "select" });
  await selectProject(actor, projectId, providerId, upstreamId);
  await connect(actor, projectId, providerId, { schema: "neon_auth" });
  const { credentials, integration } = await stored();
  expect(credentials).toMatchObject({ projectId: upstreamId, secretServerKey: expect.stringMatching(/^ssk_/) });
  expect(credentials).not.toMatchObject({ adminKey: expect.stringMatching(/./) });
  expect(integration.webhookRegistration).not.toBeNull();
  expect(await getDraft(actor, projectId, providerId)).toBeNull();
});

it("a state is good once, for the session that began, and for ten minutes", async () => {
  const answer = await agree();
  expect(await finishOAuth({ ...actor, sessionId: "another" }, answer)).toBeNull();
  expect(await finishOAuth(await createActor("Mallory"), { ...answer, state: `${answer.state}x` })).toBeNull();
  expect(await finishOAuth(actor, answer)).toMatchObject({ outcome: "select" });
  expect(await finishOAuth(actor, answer)).toBeNull();
  const late = await agree();
  await db()
    .update(oauthRequests)
    .set({ expiresAt: new Date(0) })
    .where(eq(oauthRequests.projectId, projectId));
  expect(await finishOAuth(actor, late)).toBeNull();
});

it("a person who does not agree, and a code that the provider does not know, change nothing", async () => {
  expect(await finishOAuth(actor, { ...(await agree()), code: null })).toMatchObject({ outcome: "denied" });
  expect(await finishOAuth(actor, { ...(await agree()), code: "made up" })).toMatchObject({ outcome: "failed" });
  expect(await getDraft(actor, projectId, providerId)).toBeNull();
});

it("nothing that can be used stands in the console's database while a person is away", async () => {
  const url = new URL(await beginOAuth(actor, projectId, providerId));
  const [row] = await db().select().from(oauthRequests).where(eq(oauthRequests.projectId, projectId));
  expect(JSON.stringify(row)).not.toContain(url.searchParams.get("state"));
  expect(row?.codeVerifier).toMatch(/^v1\./);
});

it("consent once more replaces the credentials of the same provider project, and of no other", async () => {
  await finishOAuth(actor, await agree());
  await selectProject(actor, projectId, providerId, upstreamId);
  await connect(actor, projectId, providerId, { schema: "neon_auth" });
  const before = (await stored()).credentials;
  expect(await finishOAuth(actor, await agree())).toMatchObject({ outcome: "replaced" });
  const after = (await stored()).credentials;
  expect(after).not.toEqual(before);
  const other = await agree({ project: "new", display_name: "Another shop" });
  expect(await finishOAuth(actor, other)).toMatchObject({ outcome: "other" });
  expect((await stored()).credentials).toEqual(after);
});

it("makes a provider project of the operator's, connects it, and hands it over by a link", async () => {
  await provision(actor, projectId, providerId, "Made for me");
  await connect(actor, projectId, providerId, { schema: "neon_auth" });
  expect((await stored()).integration).toMatchObject({ providerProjectName: "Made for me", provisioned: true });
  expect(await getOwnership(actor, projectId)).toBe("operator");
  const { url, validForSeconds } = await startTransfer(actor, projectId);
  expect(validForSeconds).toBe(3600);
  const browser = openBrowser(server.origin);
  await browser.visit(url);
  await browser.submit({});
  expect(await getOwnership(actor, projectId)).toBe("claimed");
  await expect(startTransfer(actor, projectId)).rejects.toMatchObject({ code: "conflict" });
});
