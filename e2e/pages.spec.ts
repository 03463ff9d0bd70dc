import { check, glance } from "./support/accessible";
import { connectBetterAuth, headline, openDemo, signIn, usersTable, waitForParity } from "./support/console";
import { signUp } from "./support/demo-app";
import { expect, test } from "./support/test";

test.use({ instance: "pages" });

test("every page of a connected project reads well, light or dark, narrow or wide", async ({
  page,
  browser,
  rollcall,
}) => {
  test.setTimeout(300_000);
  await signIn(page, rollcall, rollcall.link);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  const auth = page.url();
  const project = auth.replace(/\/auth$/, "");
  await signUp(browser, rollcall, "Ada Lovelace", "ada@example.com");
  await expect(usersTable(page).getByText("Ada Lovelace")).toBeVisible({ timeout: 30_000 });

  await test.step("one user", async () => {
    await usersTable(page).getByRole("link", { name: "Ada Lovelace" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Applied");
    await glance(page, "user");
  });

  await test.step("status, with every check", async () => {
    await page.goto(`${auth}/status`);
    await expect(headline(page)).toContainText("In parity");
    await expect(page.getByRole("main")).toContainText("Table shape");
    await expect(page.getByRole("main")).not.toContainText("Failing", { timeout: 30_000 });
    await check(page, "status");
  });

  await test.step("verify proves both sides equal", async () => {
    await page.getByRole("button", { name: "Verify now" }).click();
    await expect(page.getByRole("region", { name: "Parity check" })).toContainText(/equal/i, { timeout: 60_000 });
    await glance(page, "verified");
  });

  for (const [name, address] of [
    ["activity", `${auth}/activity`],
    ["auth-settings", `${auth}/settings`],
    ["database", `${project}/database`],
    ["people", `${project}/people`],
    ["audit", `${project}/audit`],
    ["overview", `${rollcall.url}/projects`],
    ["my-account", `${rollcall.url}/account`],
  ] as const) {
    await test.step(name, async () => {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await glance(page, name);
    });
  }

  await test.step("a paused sync says so, keeps what comes, and goes on where it stood", async () => {
    await page.goto(auth);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: /Pause/ }).click();
    await expect(headline(page)).toContainText("Paused", { timeout: 30_000 });
    await signUp(browser, rollcall, "Grace Hopper", "grace@example.com");
    await page.reload();
    await expect(usersTable(page).getByText("Grace Hopper")).toHaveCount(0);
    await page
      .getByRole("button", { name: /Resume/ })
      .first()
      .click();
    await expect(usersTable(page).getByText("Grace Hopper")).toBeVisible({ timeout: 30_000 });
    await waitForParity(page);
  });
});
