import { check, glance } from "./support/accessible";
import { connectBetterAuth, openDemo, signIn, waitForParity } from "./support/console";
import { expect, test } from "./support/test";

test.use({ instance: "accessibility" });

test("axe finds nothing on any page, light or dark, narrow or wide", async ({ page, rollcall }) => {
  test.setTimeout(300_000);
  await page.goto(`${rollcall.url}/sign-in`);
  await glance(page, "sign-in");
  await page.goto(rollcall.link);
  await glance(page, "sign-in-link");
  await signIn(page, rollcall);
  await glance(page, "projects");
  await page.goto(`${rollcall.url}/projects/new`);
  await glance(page, "new-project");
  await page.goto(`${rollcall.url}/account/sessions`);
  await glance(page, "account");
  await page.goto(`${rollcall.url}/projects`);
  await openDemo(page);
  await check(page, "not-connected");
  await page.getByRole("link", { name: "Connect Better Auth" }).click();
  await expect(page.getByLabel("Base URL")).toBeVisible();
  await glance(page, "authenticate");
  await page.goBack();
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  await check(page, "connected");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Disconnect" }).click();
  await expect(page.getByRole("radio", { name: "Keep the table" })).toBeVisible();
  await glance(page, "disconnect");
});
