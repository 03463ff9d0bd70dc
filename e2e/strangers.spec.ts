import { signIn } from "./support/console";
import { expect, signInAs, test } from "./support/issuer";
import { invitations, invite } from "./support/people";

test.use({ instance: "people" });

test("a stranger with a working account at the issuer gets in nowhere, and leaves nothing behind", async ({
  rollcall,
  consoleDb,
  issuer,
  openBrowser,
}) => {
  issuer.addPerson({ sub: "mallory", name: "Mallory", email: "mallory@example.com", email_verified: true });
  issuer.addPerson({ sub: "mock", name: "Mock Hopper", email: "grace@example.com", email_verified: false });
  issuer.addPerson({ sub: "grace", name: "Grace Hopper", email: "grace@example.com", email_verified: true });
  const counted = async () =>
    (
      await consoleDb.query(
        "select (select count(*) from accounts) a, (select count(*) from identities) i, (select count(*) from sessions) s",
      )
    ).rows;
  await signIn(await openBrowser(), rollcall);
  const before = await counted();
  for (const login of ["mallory", "mock"]) {
    const stranger = await openBrowser();
    await signInAs(stranger, rollcall, login);
    await expect(stranger.getByRole("alert").filter({ hasText: "You have no account here." })).toBeVisible();
    await stranger.goto(`${rollcall.url}/projects`);
    await expect(stranger).toHaveURL(/\/sign-in/);
    expect((await stranger.request.get(`${rollcall.url}/api/projects/x/users`)).status()).toBe(401);
  }
  expect(await counted()).toEqual(before);
  const grace = await openBrowser();
  await signInAs(grace, rollcall, "grace");
  await expect(grace.getByText("No project yet")).toBeVisible();
});

test("a link that is used, expired or taken back says so, and offers nothing", async ({
  page,
  rollcall,
  consoleDb,
  openBrowser,
}) => {
  await signIn(page, rollcall);
  await page
    .getByRole("link", { name: /Demo|Storefront/ })
    .first()
    .click();
  await page.getByRole("link", { name: "People" }).click();
  const links = new Map<string, string>();
  for (const label of ["Used", "Expired", "Taken back"]) links.set(label, (await invite(page, label)).link);
  await consoleDb.query(
    `update invitations set accepted_at = case label when 'Used' then now() end,
            expires_at = case label when 'Expired' then now() else expires_at end`,
  );
  await invitations(page).getByRole("button", { name: "Take back Taken back" }).click();
  await expect(invitations(page)).not.toContainText("Taken back");
  await expect(invitations(page).getByRole("listitem").filter({ hasText: "Expired" })).toContainText("Expired");
  const somebody = await openBrowser();
  for (const [label, words] of [
    ["Used", "This invitation was used."],
    ["Expired", "The time of this invitation is over."],
    ["Taken back", "This invitation does not exist any more."],
  ] as const) {
    await somebody.goto(links.get(label) ?? "");
    await expect(somebody.getByRole("alert").filter({ hasText: words })).toBeVisible();
    await expect(somebody.getByRole("button")).toHaveCount(0);
  }
});
