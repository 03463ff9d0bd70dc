import { startClerk } from "@/lib/providers/fixtures/clerk";
import { newWebhookSecret } from "@/lib/providers/signature";
import { glance } from "./support/accessible";
import { usersTable, waitForParity } from "./support/console";
import { listening, openNewProject, selectAndConnect } from "./support/project";
import { expect, test } from "./support/test";

test.use({ instance: "providers" });

test("Clerk: a webhook set up by hand, and what it misses is found by asking for the changed", async ({
  page,
  rollcall,
  target,
  consoleDb,
}) => {
  const clerk = await startClerk();
  const [first = "", second = ""] = await clerk.addUsers(3);
  await openNewProject(page, rollcall, target, "clerk");
  const { secretKey = "", baseUrl = "" } = clerk.credentials(clerk.origin);
  await page.getByRole("link", { name: "Connect Clerk" }).click();
  await page.getByLabel("Secret key").fill(secretKey);
  await page.getByText("Advanced").click();
  await page.getByLabel("API address").fill(baseUrl);
  await page.getByRole("button", { name: "Continue" }).click();
  await selectAndConnect(page);
  await waitForParity(page);
  const guide = listening(page).getByRole("region", { name: "Set up the webhook at Clerk" });
  const secret = newWebhookSecret();

  await test.step("the guide has the steps, the endpoint to copy, and waits for the first delivery", async () => {
    await expect(guide.getByRole("listitem")).toHaveCount(3);
    await expect(guide.getByRole("status")).toHaveText("Waiting for the first delivery");
    await glance(page, "webhook-waiting");
    await guide.getByLabel("Signing secret").fill("not a secret");
    await guide.getByRole("button", { name: "Save secret" }).click();
    await expect(guide).toContainText("A signing secret begins with whsec_.");
    await guide.getByLabel("Signing secret").fill(secret);
    await guide.getByRole("button", { name: "Save secret" }).click();
    await expect(guide).toContainText("Saved.");
    await expect(guide.getByLabel("Signing secret")).toHaveValue("");
  });

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await guide.getByRole("button", { name: "Copy the endpoint" }).click();
  const endpoint = await page.evaluate(() => navigator.clipboard.readText());

  await test.step("the first delivery turns the page to Received by itself, and its row changes", async () => {
    await clerk.changeUser(first);
    const forged = await clerk.deliver(endpoint, { kind: "updated", userId: first }, newWebhookSecret());
    expect(forged).toBe(401);
    await expect(guide.getByRole("status")).toHaveText("Waiting for the first delivery");
    expect(await clerk.deliver(endpoint, { kind: "updated", userId: first }, secret)).toBe(204);
    await expect(guide.getByRole("status")).toContainText("Received");
    await expect(usersTable(page).getByRole("row", { name: /User [0-9a-f-]{36}/ })).toHaveCount(1);
    await glance(page, "webhook-received");
  });

  await test.step("a change that no delivery told of arrives by itself", async () => {
    await clerk.changeUser(second);
    await consoleDb.query("update integrations set next_delta_at = now() where provider_id = 'clerk'");
    await expect(usersTable(page).getByRole("row", { name: /User [0-9a-f-]{36}/ })).toHaveCount(2, { timeout: 30_000 });
  });
  await clerk.stop();
});
