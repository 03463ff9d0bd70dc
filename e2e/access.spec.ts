import { signIn } from "./support/console";
import { expect, test } from "./support/test";

test.use({ instance: "access" });

test("without a session every page leads to sign-in and every API answers 401", async ({ page, rollcall }) => {
  for (const path of [
    "/",
    "/projects",
    "/projects/new",
    "/projects/x/auth",
    "/projects/x/settings",
    "/account/sessions",
  ]) {
    await page.goto(rollcall.url + path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  for (const path of ["status", "users"]) {
    const answer = await page.request.get(`${rollcall.url}/api/projects/x/${path}`);
    expect(answer.status()).toBe(401);
    expect(await answer.text()).not.toContain("email");
  }
});

test("a link works once, by its button and never by opening it; an unknown one says what to do", async ({
  browser,
  rollcall,
}) => {
  const { link } = await rollcall.newLink();
  const first = await (await browser.newContext()).newPage();
  await first.goto(link);
  await first.reload();
  await signIn(first, rollcall, link);
  const second = await (await browser.newContext()).newPage();
  await second.goto(link);
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(second.getByText("That link no longer works.")).toBeVisible();
  await second.goto(`${rollcall.url}/projects`);
  await expect(second).toHaveURL(/\/sign-in/);
});

test("an expired link is refused", async ({ browser, rollcall, consoleDb }) => {
  const page = await (await browser.newContext()).newPage();
  const { link } = await rollcall.newLink();
  await consoleDb.query("update sign_in_links set expires_at = now() - interval '1 second' where used_at is null");
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("That link no longer works.")).toBeVisible();
});

test("a revoked session ends at once", async ({ page, browser, rollcall }) => {
  const stolen = await (await browser.newContext()).newPage();
  await signIn(stolen, rollcall);
  await signIn(page, rollcall);
  await page.goto(`${rollcall.url}/account/sessions`);
  const revoke = page.getByRole("button", { name: /^End session/ });
  while ((await revoke.count()) > 0) {
    const before = await revoke.count();
    await revoke.first().click();
    await expect(revoke).toHaveCount(before - 1);
  }
  await stolen.goto(`${rollcall.url}/projects`);
  await expect(stolen).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(page).toHaveURL(/\/account\/sessions/);
});
