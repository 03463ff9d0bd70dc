import type { Page } from "@playwright/test";
import type { StackAuthServer } from "@/lib/providers/fixtures/stack-auth";
import { projectId, secretServerKey, startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { glance } from "./support/accessible";
import { usersTable, waitForParity } from "./support/console";
import { listening, openNewProject, reviewAndConnect, selectAndConnect } from "./support/project";
import { freePair } from "./support/rollcall";
import { test as base, expect } from "./support/test";

type Client = { clientId: string; clientSecret: string };

/** The operator of this console has a client at Stack Auth. */
const test = base.extend<object, { stackAuth: StackAuthServer & { client: Client; port: number } }>({
  stackAuth: [
    async ({ instance: _ }, use) => {
      const port = await freePair();
      const client = { clientId: "rollcall", clientSecret: "told to nobody" };
      const redirectUris = [`http://localhost:${port}/api/oauth/callback`];
      const server = await startStackAuth({ integration: { ...client, redirectUris } });
      await use({ ...server, client, port });
      await server.stop();
    },
    { scope: "worker" },
  ],
  options: [
    ({ stackAuth: { client, origin, port } }, use) =>
      use({ port, env: { PROVIDER_CLIENTS: JSON.stringify({ "stack-auth": { ...client, baseUrl: origin } }) } }),
    { scope: "worker" },
  ],
});

test.use({ instance: "stack-auth" });

/** Somebody signs up in the app; Stack Auth tells of it. */
async function signUp(origin: string, project: string, key: string, display_name: string) {
  const headers = {
    "content-type": "application/json",
    "x-stack-access-type": "server",
    "x-stack-project-id": project,
    "x-stack-secret-server-key": key,
  };
  const body = JSON.stringify({ display_name });
  expect((await fetch(`${origin}/api/v1/users`, { method: "POST", headers, body })).status).toBe(201);
}

/** Sets out for Stack Auth. Returns the state that the answer has to carry. */
async function setOut(page: Page): Promise<string> {
  const asked = page.waitForRequest(/\/oauth\/authorize\?/);
  await page.getByRole("button", { name: "Continue with Stack Auth" }).click();
  const state = new URL((await asked).url()).searchParams.get("state") ?? "";
  await expect(page.getByRole("heading", { name: "Connect a Stack Auth project" })).toBeVisible();
  return state;
}

test("Stack Auth without a key: consent leads back to Select, and what is kept is a server key", async ({
  page,
  rollcall,
  target,
  stackAuth,
}) => {
  const { origin, projects } = stackAuth;
  await stackAuth.addUsers(4);
  await openNewProject(page, rollcall, target, "consented");
  const auth = page.url();
  const callback = (query: Record<string, string>) =>
    `${rollcall.url}/api/oauth/callback?${new URLSearchParams(query)}`;
  await page.getByRole("link", { name: "Connect Stack Auth" }).click();
  await expect(page.getByRole("button", { name: "Continue with Stack Auth" })).toBeVisible();
  await glance(page, "authenticate-oauth");

  await test.step("no consent, a code that is none, and an answer that nobody waits for each lead to a page that says so", async () => {
    const denied = callback({ error: "access_denied", state: await setOut(page) });
    await page.goto(denied);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("The provider was not given your consent.");
    await glance(page, "authenticate-denied");
    await page.goto(callback({ code: "made-up", state: await setOut(page) }));
    await expect(page.getByRole("main").getByRole("alert")).toContainText("The provider did not accept the answer");
    for (const stale of [denied, callback({ code: "made-up", state: "of somebody else" })]) {
      await page.goto(stale);
      await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
      await expect(page.getByRole("main").getByRole("alert")).toContainText(
        "This sign-in at the provider was begun elsewhere",
      );
    }
  });

  await test.step("consent leads back to Select, with the project that was chosen there", async () => {
    await page.goto(`${auth}/connect/stack-auth`);
    await setOut(page);
    await page.getByRole("combobox", { name: /^Project/ }).selectOption(projectId);
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("radio", { name: "Storefront" })).toBeChecked();
    await selectAndConnect(page);
    await waitForParity(page);
    await expect(listening(page)).toContainText("Registered. Waiting for the first event.");
  });

  await test.step("the admin key of the consent is not needed any more: a server key reads on", async () => {
    const keys = projects.get(projectId)?.keys ?? [];
    for (const key of keys) if (key.kind === "super_secret_admin_key") key.revokedAt = Date.now();
    await signUp(origin, projectId, secretServerKey, "Wilhelmina");
    await expect(usersTable(page).getByText("Wilhelmina")).toBeVisible();
    await expect(listening(page)).toContainText("Receiving.");
    await page.getByRole("button", { name: "Resync now" }).click();
    await waitForParity(page);
  });

  await test.step("other credentials by consent too; the sync goes on", async () => {
    await page.goto(`${auth}/credentials`);
    const made = projects.get(projectId)?.keys.find(({ description }) => description === "Rollcall");
    await expect(page.getByRole("main")).toContainText(made?.value.slice(-4) ?? "nothing");
    await expect(page.getByRole("main")).not.toContainText("sak_");
    await glance(page, "replace-credentials-oauth");
    await setOut(page);
    await page.getByRole("combobox", { name: /^Project/ }).selectOption(projectId);
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page).toHaveURL(/\/auth$/);
    await waitForParity(page);
  });
});

test("Stack Auth: a project made here belongs to the operator until it is claimed; the sync goes on", async ({
  page,
  rollcall,
  target,
  stackAuth: { origin, projects },
}) => {
  await openNewProject(page, rollcall, target, "provisioned");
  await page.getByRole("link", { name: "Connect Stack Auth" }).click();
  await page.getByRole("button", { name: "Create a new project for me" }).click();
  await expect(page.getByRole("main")).toContainText("Name the new project.");
  await page.getByLabel("Name of the new project").fill("Ada's shop");
  await page.getByRole("button", { name: "Create a new project for me" }).click();
  await reviewAndConnect(page);
  await waitForParity(page);
  const card = page.getByRole("region", { name: "Project at Stack Auth" });
  await expect(card).toContainText("It belongs to the operator of this console");
  await card.getByRole("button", { name: "Claim project" }).click();
  await expect(card.getByRole("status")).toContainText("Whoever opens this link");
  await glance(page, "ownership");

  const popup = page.waitForEvent("popup");
  await card.getByRole("link", { name: "Claim at Stack Auth" }).click();
  const dashboard = await popup;
  await dashboard.getByRole("button", { name: "Transfer" }).click();
  await expect(dashboard.getByRole("heading", { name: "Ada's shop" })).toBeVisible();
  await dashboard.close();
  await page.reload();
  await expect(card).toContainText("Claimed.");

  const project = [...projects.values()].find(({ displayName }) => displayName === "Ada's shop");
  const key = project?.keys.find(({ kind }) => kind === "secret_server_key");
  await signUp(origin, project?.id ?? "", key?.value ?? "", "Wilhelmina");
  await expect(usersTable(page).getByText("Wilhelmina")).toBeVisible();
  await waitForParity(page);
});
