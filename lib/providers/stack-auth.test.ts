import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "@/lib/providers/fixtures/counterpart";
import { projectId, type StackAuthServer, startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { openBrowser } from "@/lib/providers/fixtures/visitor";
import { verifyWebhook } from "@/lib/providers/signature";
import { stackAuth } from "@/lib/providers/stack-auth";

const redirectUri = "http://127.0.0.1:9/connect/stack-auth";
const secret = "the secret of the operator's client";
const registered = { clientId: "rollcall", clientSecret: secret, redirectUris: [redirectUri] };
const refused = { code: "provider_refused", message: expect.not.stringContaining(secret) };

describe("Stack Auth with an integration's client", () => {
  let server: StackAuthServer;
  let client: Parameters<typeof stackAuth.provision>[0];

  beforeAll(async () => {
    server = await startStackAuth({ integration: registered });
    client = { clientId: registered.clientId, clientSecret: secret, baseUrl: server.origin };
  });
  afterAll(() => server?.stop());

  const codeVerifier = randomBytes(32).toString("base64url");
  const codeChallenge = createHash("sha256").update(codeVerifier).digest("base64url");
  const state = Buffer.from(JSON.stringify({ details: { external_project_name: "Shop & Co" } })).toString("base64url");
  const begin = () => stackAuth.oauth.authorizeUrl(client, { redirectUri, state, codeChallenge });

  /** As a person in a browser: from the link to the address that the browser comes back to. */
  async function authorize(choice: Record<string, string>) {
    const browser = openBrowser(server.origin);
    await browser.visit(begin());
    await browser.submit(choice);
    await browser.submit({});
    const { searchParams, origin, pathname } = new URL(browser.left ?? "");
    expect([origin + pathname, searchParams.get("state")]).toEqual([redirectUri, state]);
    return { code: searchParams.get("code") ?? "", codeVerifier, redirectUri };
  }
  const connect = async (choice: Record<string, string> = { project: projectId }) =>
    stackAuth.oauth.exchange(client, await authorize(choice));
  const keysOf = (id: string) => server.projects.get(id)?.keys ?? [];

  it("gives an admin key of the project that a person selects", async () => {
    const credentials = await connect();
    expect(credentials).toMatchObject({ projectId, secretServerKey: "", baseUrl: server.origin });
    expect(keysOf(projectId)).toContainEqual(
      expect.objectContaining({ kind: "super_secret_admin_key", value: credentials.adminKey }),
    );
    expect(await stackAuth.listProjects(credentials)).toEqual([{ id: projectId, name: "Storefront" }]);
    const [id = ""] = await server.addUsers(1);
    expect(await stackAuth.getUser(credentials, id)).toMatchObject({ id });
    expect((await stackAuth.listUsers(credentials, null)).users.map((user) => user.id)).toContain(id);
  });

  it("gives one of a project that a person creates there, offered by the name that the state holds", async () => {
    const browser = openBrowser(server.origin);
    await browser.visit(begin());
    expect(browser.html).toContain(`value="Shop &amp; Co"`);
    const credentials = await connect({ project: "new", display_name: "Second shop" });
    expect(credentials.projectId).not.toBe(projectId);
    expect(await stackAuth.identify(credentials)).toEqual({ id: credentials.projectId, name: "Second shop" });
  });

  it("exchanges a code once", async () => {
    const grant = await authorize({ project: projectId });
    await stackAuth.oauth.exchange(client, grant);
    await expect(stackAuth.oauth.exchange(client, grant)).rejects.toMatchObject(refused);
  });

  it("exchanges a code only for whoever holds its verifier, for the address it was made for and by its own client", async () => {
    const other = randomBytes(32).toString("base64url");
    const wrong = { ...client, clientSecret: "another secret" };
    for (const change of [{ codeVerifier: other }, { redirectUri: `${redirectUri}/more` }, { code: "made up" }]) {
      const grant = { ...(await authorize({ project: projectId })), ...change };
      await expect(stackAuth.oauth.exchange(client, grant)).rejects.toMatchObject(refused);
    }
    const grant = await authorize({ project: projectId });
    await expect(stackAuth.oauth.exchange(wrong, grant)).rejects.toMatchObject(refused);
  });

  it("never sends a person to an address that the operator has not registered", async () => {
    const browser = openBrowser(server.origin);
    const request = { redirectUri: "https://elsewhere.example/connect", state, codeChallenge };
    await browser.visit(stackAuth.oauth.authorizeUrl(client, request));
    expect([browser.status, browser.left]).toEqual([400, null]);
    expect(browser.html).toContain("redirect_uri");
  });

  it("narrows to a server key that works, and keeps neither the admin key nor the client", async () => {
    const broad = await connect();
    const narrow = await stackAuth.narrow(broad);
    expect(narrow).toEqual({ ...broad, secretServerKey: expect.stringMatching(/^ssk_/), adminKey: "", client: "" });
    const text = JSON.stringify(narrow);
    for (const gone of [broad.adminKey, secret, broad.client]) expect(text).not.toContain(gone);
    expect(keysOf(projectId)).toContainEqual(
      expect.objectContaining({ kind: "secret_server_key", value: narrow.secretServerKey, description: "Rollcall" }),
    );
    expect(await stackAuth.identify(stackAuth.credentials.parse(narrow))).toEqual({
      id: projectId,
      name: "Storefront",
    });
    expect(await stackAuth.narrow(narrow)).toEqual(narrow);
    await expect(stackAuth.webhook.register(narrow, { url: "https://x.example" })).resolves.toBeNull();
  });

  it("registers a webhook whose deliveries fit the secret that it answers", async () => {
    const credentials = await connect();
    const taken: { headers: Headers; raw: Buffer }[] = [];
    const receiver = await listen(
      http.createServer(async (request, response) => {
        const raw = Buffer.concat(await request.toArray());
        taken.push({ headers: new Headers(request.headers as Record<string, string>), raw });
        response.writeHead(204).end();
      }),
    );
    const url = `${receiver.origin}/api/webhooks/1`;
    const registration = await stackAuth.webhook.register(credentials, { url });
    expect(registration).toEqual({ id: url, secret: expect.stringMatching(/^whsec_/) });
    const user = { email: "grace@example.com", name: "Grace" };
    const id = await stackAuth.createUser(credentials, user);
    await expect.poll(() => taken.length).toBe(1);
    await stackAuth.deleteUser(credentials, id);
    await expect.poll(() => taken.length).toBe(2);
    const changes = taken.flatMap(({ headers, raw }) => {
      const delivery = verifyWebhook(stackAuth.webhook.scheme, registration?.secret ?? "", headers, raw);
      return stackAuth.webhook.parse(delivery.body);
    });
    expect(changes.map(({ userId, kind }) => [userId, kind])).toEqual([
      [id, "created"],
      [id, "deleted"],
    ]);
    await receiver.stop();
  });

  it("leaves the webhook to a person where the server has no such address", async () => {
    const plain = await startStackAuth();
    const credentials = { ...(await connect()), baseUrl: plain.origin };
    const [known] = plain.projects.values();
    known?.keys.push(...keysOf(projectId));
    await expect(stackAuth.webhook.register(credentials, { url: "https://x.example" })).resolves.toBeNull();
    await plain.stop();
  });

  it("provisions a project of the operator's, which is handed to a person once", async () => {
    const credentials = await stackAuth.provision(client, "Garden");
    const project = { id: credentials.projectId, name: "Garden" };
    expect(await stackAuth.identify(credentials)).toEqual(project);
    expect(await stackAuth.transfer.isOpen(client, project.id)).toBe(true);
    const { url, validForSeconds } = await stackAuth.transfer.start(client, project.id);
    expect([new URL(url).origin, validForSeconds]).toEqual([server.origin, 3600]);
    const browser = openBrowser(server.origin);
    await browser.visit(url);
    expect(await stackAuth.transfer.isOpen(client, project.id)).toBe(true);
    await browser.submit({});
    expect([browser.status, browser.html]).toEqual([200, expect.stringContaining("Garden")]);
    expect(await stackAuth.transfer.isOpen(client, project.id)).toBe(false);
    await expect(stackAuth.transfer.start(client, project.id)).rejects.toMatchObject({ code: "conflict" });
    await browser.visit(url);
    expect(browser.status).toBe(400);
    const kept = await stackAuth.narrow(credentials);
    expect(await stackAuth.identify(kept)).toEqual(project);
  });

  it("never takes a wrong client or a proxy's 400 for a project that was handed over", async () => {
    const { projectId: id } = await stackAuth.provision(client, "Orchard");
    const wrong = { ...client, clientSecret: "another secret" };
    await expect(stackAuth.transfer.isOpen(wrong, id)).rejects.toMatchObject(refused);
    const proxy = await listen(http.createServer((_request, response) => response.writeHead(400).end("<html></html>")));
    const unavailable = { code: "provider_unavailable" };
    const behind = { ...client, baseUrl: proxy.origin };
    await expect(stackAuth.transfer.isOpen(behind, id)).rejects.toMatchObject(unavailable);
    await proxy.stop();
  });
});

describe("Stack Auth", () => {
  it("wants a key that a person typed, or one that Stack Auth gave", () => {
    const { error } = stackAuth.credentials.safeParse({ projectId });
    expect(error?.issues[0]?.path).toEqual(["secretServerKey"]);
    expect(stackAuth.credentials.safeParse({ projectId, secretServerKey: "ssk_1" }).success).toBe(true);
  });

  it("names the e-mail as what is wrong where it is none", async () => {
    const server = await startStackAuth();
    const credentials = stackAuth.credentials.parse(server.credentials(server.origin));
    const failed = stackAuth.createUser(credentials, { email: "nobody", name: null });
    await expect(failed).rejects.toMatchObject({ code: "invalid_input", field: "email" });
    await server.stop();
  });

  it("links to a user in the dashboard of the hosted service", () => {
    const credentials = stackAuth.credentials.parse({ projectId, secretServerKey: "ssk_1" });
    const link = stackAuth.userLink({ id: projectId, name: "Storefront" }, credentials, "u1");
    expect(link).toBe(`https://app.stack-auth.com/projects/${projectId}/users/u1`);
  });
});
