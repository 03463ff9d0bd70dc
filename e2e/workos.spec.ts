import type { Page } from "@playwright/test";
import { secondKey, startWorkos } from "@/lib/providers/fixtures/workos";
import { glance } from "./support/accessible";
import { usersTable, waitForParity } from "./support/console";
import { actionsFor, listening, openNewProject, selectAndConnect } from "./support/project";
import { expect, test } from "./support/test";

test.use({ instance: "providers" });

const workos = (origin: string) => ({
  /** Somebody signs up; the emulator tells of it. */
  async signUp(first_name: string) {
    const answer = await fetch(`${origin}/user_management/users`, {
      method: "POST",
      headers: { authorization: `Bearer ${secondKey}`, "content-type": "application/json" },
      body: JSON.stringify({ first_name, email: `${first_name.toLowerCase()}@example.com` }),
    });
    expect(answer.status).toBe(201);
  },
});

const row = (page: Page, name: string) => usersTable(page).getByRole("row").filter({ hasText: name });

test("WorkOS, by a key: Connect, webhook, users made and deleted here, other credentials", async ({
  page,
  rollcall,
  target,
  consoleDb,
}) => {
  const provider = await startWorkos();
  await provider.addUsers(3);
  await openNewProject(page, rollcall, target, "workos");
  const auth = page.url();

  await test.step("the key is accepted at the address under Advanced", async () => {
    await page.getByRole("link", { name: "Connect WorkOS" }).click();
    await page.getByLabel("API key").fill("sk_test_never_right_never_right");
    await page.getByText("Advanced").click();
    await page.getByLabel("API address").fill(provider.origin);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("main").getByRole("alert").first()).toContainText("WorkOS");
    await expect(page.getByLabel("API address")).toHaveValue(provider.origin);
    await glance(page, "authenticate-advanced");
    await page.getByLabel("API key").fill(provider.credentials(provider.origin).apiKey ?? "");
    await page.getByRole("button", { name: "Continue" }).click();
    await selectAndConnect(page);
    await waitForParity(page);
    await expect(usersTable(page).getByRole("row")).toHaveCount(4);
  });

  await test.step("the webhook is registered by API; its first event is a row and says Receiving", async () => {
    await expect(listening(page)).toContainText("Registered. Waiting for the first event.");
    await workos(provider.origin).signUp("Wilhelmina");
    await expect(row(page, "Wilhelmina")).toBeVisible();
    await expect(listening(page)).toContainText("Receiving.");
  });

  await test.step("a change of the signing secret lasts until the new one has signed", async () => {
    await listening(page).getByRole("button", { name: "Change the signing secret" }).click();
    await expect(listening(page)).toContainText("Two signing secrets are valid.");
    await workos(provider.origin).signUp("Xenia");
    await expect(row(page, "Xenia")).toBeVisible();
    await expect(listening(page).getByRole("button", { name: "Change the signing secret" })).toBeVisible();
  });

  await test.step("Create user makes one at WorkOS, whose row follows", async () => {
    await page.getByRole("button", { name: "Create user" }).click();
    const dialog = page.getByRole("dialog", { name: "Create a user at WorkOS?" });
    await dialog.getByLabel("E-mail").fill("wilhelmina@example.com");
    await dialog.getByLabel("Name").fill("Ada Lovelace");
    await dialog.getByRole("button", { name: "Create user" }).click();
    await expect(dialog).toContainText("WorkOS does not take this e-mail address");
    await expect(dialog.getByLabel("Name")).toHaveValue("Ada Lovelace");
    await glance(page, "create-user");
    await dialog.getByLabel("E-mail").fill("ada@example.com");
    await dialog.getByRole("button", { name: "Create user" }).click();
    await expect(dialog).toBeHidden();
    await expect(row(page, "Ada Lovelace")).toBeVisible();
  });

  await test.step("Delete user says what becomes of the row, and does it", async () => {
    await actionsFor(page, "Ada Lovelace").click();
    await page.getByRole("menuitem", { name: "Delete user" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Ada Lovelace at WorkOS?" });
    await expect(dialog).toContainText("is marked as deleted and stays");
    await expect(dialog.getByRole("button", { name: "Keep user" })).toBeFocused();
    await glance(page, "delete-user");
    await dialog.getByRole("button", { name: "Delete user" }).click();
    await expect(dialog).toBeHidden();
    await expect(row(page, "Ada Lovelace")).toContainText("Deleted");
    await expect(row(page, "Ada Lovelace").getByText("Ada Lovelace")).toHaveCSS("text-decoration-line", "line-through");
  });

  await test.step("a wrong key replaces nothing; another key of the same environment does", async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Replace credentials" }).click();
    await expect(page.getByRole("heading", { name: "Replace the credentials of WorkOS" })).toBeVisible();
    await page.getByLabel("API key").fill("sk_test_never_right_never_right");
    await page.getByRole("button", { name: "Replace credentials" }).click();
    await expect(page.getByRole("main").getByRole("alert").first()).toContainText("WorkOS");
    await glance(page, "replace-credentials");
    await page.goto(auth);
    await waitForParity(page);
    await page.goto(`${auth}/credentials`);
    await page.getByLabel("API key").fill(secondKey);
    await page.getByRole("button", { name: "Replace credentials" }).click();
    await expect(page).toHaveURL(/\/auth$/);
    await waitForParity(page);
    await page.goto(`${auth}/credentials`);
    await expect(page.getByText(secondKey.slice(-4))).toBeVisible();
  });

  await test.step("a viewer sees the users and none of what acts on them", async () => {
    await consoleDb.query(
      "update members set role = 'viewer' where project_id = (select id from projects where name = 'workos')",
    );
    await page.goto(auth);
    await expect(row(page, "Xenia")).toBeVisible();
    for (const name of ["Create user", "More actions", "Resync now", "Change the signing secret"]) {
      await expect(page.getByRole("button", { name })).toHaveCount(0);
    }
    await actionsFor(page, "Xenia").click();
    await expect(page.getByRole("menuitem", { name: "Copy id" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Delete user" })).toHaveCount(0);
    expect((await page.request.get(`${auth}/credentials`)).status()).toBe(404);
  });
  await provider.stop();
});
