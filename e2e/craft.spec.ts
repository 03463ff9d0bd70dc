import { connectBetterAuth, headline, openDemo, signIn, usersTable, waitForParity } from "./support/console";
import { addUsers } from "./support/difference";
import { expect, test } from "./support/test";

test.use({ instance: "craft" });

test("the console is quick to work with: keys, undo, a closer look, paper", async ({ page, rollcall, target }) => {
  test.setTimeout(240_000);
  await addUsers(target, 3);
  await signIn(page, rollcall, rollcall.link);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  const auth = page.url();

  await test.step("keys lead to a row, open it, and give the focus back", async () => {
    const rows = usersTable(page).getByRole("link");
    await expect(rows.first()).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press("k");
    await expect(rows.first()).toBeFocused();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Verify now");
    await page.keyboard.press("Escape");
    await expect(rows.first()).toBeFocused();
    const name = (await rows.first().textContent()) ?? "";
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  });

  await test.step("a pause shows at once, and Undo ends it", async () => {
    await page.goto(auth);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Pause sync" }).click();
    await expect(headline(page)).toContainText("paused the sync");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Resumed. What waited is read now.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Resync now" })).toBeVisible();
  });

  await test.step("a setting that was saved is set back from the keyboard", async () => {
    await page.goto(`${auth}/settings`);
    const share = page.getByLabel("Rollcall's share, in percent");
    await share.fill("30");
    await share.press("Enter");
    await expect(page.getByText("Budget saved.")).toBeVisible();
    await page.keyboard.press("Alt+t");
    // The toast itself and what closes it come first.
    for (let stops = 0; stops < 3; stops++) await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(share).toHaveValue("50");
    await page.reload();
    await expect(share).toHaveValue("50");
  });

  await test.step("a click on a chart looks closer, and there is a way back", async () => {
    await page.goto(`${auth}/status?range=7d`);
    const chart = page.getByRole("figure", { name: /^API calls in the last 7 days/ });
    const figures = chart.getByRole("slider");
    await figures.focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/range=24h/);
    await page.goBack();
    await expect(chart).toBeVisible();
    await chart.click({ position: { x: 100, y: 100 } });
    await expect(page).toHaveURL(/range=24h&until=/);
    await page.getByRole("button", { name: "Back to the last 7 days" }).click();
    await expect(chart).toBeVisible();
  });

  await test.step("each run has a bar that opens it", async () => {
    const runs = page.getByRole("figure", { name: /^Runs in the last 7 days: .* equal/ });
    await runs.getByRole("slider", { name: "Exact figures; Enter opens the run" }).press("Enter");
    await expect(page).toHaveURL(/\/activity\/runs\//);
  });

  await test.step("on paper there is no navigation, and links have their address", async () => {
    await page.goto(auth);
    const link = page.getByRole("complementary", { name: "Use it and connection" }).getByRole("link").first();
    await expect(link).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await expect(usersTable(page)).toBeVisible();
    const address = await link.evaluate((element) => getComputedStyle(element, "::after").content);
    expect(address).toContain(
      await link.evaluate((element) => (element as HTMLAnchorElement).getAttribute("href") ?? "-"),
    );
  });
});
