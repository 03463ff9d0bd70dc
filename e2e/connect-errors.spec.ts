import { readFileSync } from "node:fs";
import path from "node:path";
import { demoCredentials, openDemo, signIn, untilReview, waitForParity } from "./support/console";
import { expect, test } from "./support/test";

test.use({ instance: "connect-errors" });

test("wrong keys say what is wrong, and nothing that was typed is lost", async ({ page, rollcall }) => {
  await signIn(page, rollcall);
  await openDemo(page);
  const { baseUrl, email } = await demoCredentials(page, rollcall);
  await page.getByRole("link", { name: "Connect Better Auth" }).click();
  await page.getByLabel("Base URL").fill(baseUrl);
  await page.getByLabel("Admin e-mail").fill(email);
  await page.getByLabel("Admin password").fill("not the password");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
  await expect(page.getByLabel("Admin e-mail")).toHaveValue(email);
  await expect(page).toHaveURL(/\/connect\/better-auth$/);
  await page.screenshot({ path: "test-results/looks/authenticate-refused.png" });
});

test("every step survives reload and the back button; a step that is not due leads to the one that is", async ({
  page,
  rollcall,
}) => {
  await signIn(page, rollcall);
  await openDemo(page);
  const auth = page.url();
  await page.goto(`${auth}/connect/better-auth/review`);
  await expect(page).toHaveURL(/\/connect\/better-auth$/);

  const { baseUrl, email, password } = await demoCredentials(page, rollcall);
  await page.getByLabel("Base URL").fill(baseUrl);
  await page.getByLabel("Admin e-mail").fill(email);
  await page.getByLabel("Admin password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/select$/);
  await page.screenshot({ path: "test-results/looks/select.png" });
  await page.reload();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/review$/);
  await page.screenshot({ path: "test-results/looks/review.png" });
  await page.goBack();
  await expect(page).toHaveURL(/\/select$/);
  await page.goForward();
  await page.reload();
  await expect(page.getByRole("radio", { name: "neon_auth" })).toBeVisible();
  expect(await page.content()).not.toContain(password);

  await page.getByRole("button", { name: "Connect" }).dblclick();
  await expect(page).toHaveURL(/\/auth$/);
  await waitForParity(page);
});

test("a table that another integration owns cannot be chosen, and says so", async ({ page, rollcall }) => {
  await signIn(page, rollcall);
  await page.goto(`${rollcall.url}/projects/new`);
  const url = new URL(rollcall.targetUrl);
  url.username = "rollcall_sync";
  url.password = JSON.parse(readFileSync(path.join(rollcall.dataDir, "secrets.json"), "utf8")).rollcall_sync;
  await page.getByLabel("Name", { exact: true }).fill("Second");
  await page.getByLabel("Connection string").fill(url.href);
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Auth" })).toBeVisible();
  await untilReview(page, rollcall);
  await expect(page.getByRole("radio", { name: "neon_auth" })).toBeDisabled();
  await expect(page.getByRole("radio", { name: "seren_auth" })).toBeEnabled();
  await page.screenshot({ path: "test-results/looks/review-blocked.png" });
});

const broken: [name: string, change: (url: URL) => void, says: RegExp][] = [
  [
    "a port where nothing listens",
    (url) => {
      url.port = "1";
    },
    /refused the connection/,
  ],
  [
    "a wrong password",
    (url) => {
      url.password = "not-the-password";
    },
    /password/,
  ],
  [
    "a database that is not there",
    (url) => {
      url.pathname = "/nowhere";
    },
    /nowhere/,
  ],
  [
    "TLS that the server does not speak",
    (url) => {
      url.search = "?sslmode=require";
    },
    /TLS/,
  ],
  [
    "a role without the right to create a schema",
    (url) => {
      url.username = "reader";
      url.password = "unreadable";
      // Where Rollcall's schema is there already, such a role may do: Review says which rights it lacks.
      url.pathname = "/bare";
    },
    /create/i,
  ],
  [
    "a database that is read only",
    (url) => {
      url.pathname = "/frozen";
    },
    /read.only/i,
  ],
];

test("each connection that cannot work has its own message, and nothing is saved", async ({
  page,
  rollcall,
  target,
}) => {
  await target.query("create role reader login password 'unreadable'; grant connect on database todos to reader");
  await target.query("create database bare");
  await target.query("create database frozen");
  await target.query("alter database frozen set default_transaction_read_only = on");
  await signIn(page, rollcall);
  await page.goto(`${rollcall.url}/projects/new`);
  await page.getByLabel("Name", { exact: true }).fill("Broken");
  for (const [name, change, says] of broken) {
    await test.step(name, async () => {
      const url = new URL(rollcall.targetUrl);
      change(url);
      await page.getByLabel("Connection string").fill(url.href);
      await page.getByRole("button", { name: "Create project" }).click();
      await expect(page.getByRole("main").getByRole("alert").first()).toContainText(says);
      await expect(page.getByRole("main")).not.toContainText(url.password);
    });
  }
  await page.screenshot({ path: "test-results/looks/new-project-refused.png" });
  await page.goto(`${rollcall.url}/projects`);
  await expect(page.getByText("Broken")).toHaveCount(0);
});
