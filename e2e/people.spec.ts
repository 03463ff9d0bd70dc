import { glance } from "./support/accessible";
import { record, replay } from "./support/actions";
import { connectBetterAuth, openDemo, signIn, waitForParity } from "./support/console";
import { addUsers } from "./support/difference";
import { leave } from "./support/inbox";
import { continueAs, expect, signInAs, test } from "./support/issuer";
import { actsOn, invitations, invite, menuOf, nothingHere, stateOf, viewerPages } from "./support/people";

test.use({ instance: "people" });

test("whoever is invited sees and does what their role allows, until it is taken away: then nothing", async ({
  page,
  rollcall,
  target,
  consoleDb,
  issuer,
  openBrowser,
}) => {
  test.setTimeout(300_000);
  issuer.addPerson({ sub: "vera", name: "Vera Rubin", email: "vera@example.com", email_verified: true });
  await addUsers(target, 1);
  await signIn(page, rollcall, rollcall.link);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  const project = page.url().replace(/\/auth$/, "");
  const projectId = project.split("/").at(-1) ?? "";
  const state = () => stateOf(consoleDb, projectId);
  const vera = await openBrowser();

  await page.goto(`${project}/people`);
  const invited = await invite(page, "Vera");
  await expect(invitations(page)).toContainText(/As a viewer · by Owner, .* good for/);

  await test.step("the link leads through the issuer into the project, as a viewer", async () => {
    await vera.goto(invited.link);
    await expect(vera.getByRole("main")).toContainText("Owner invites you to Demo as a viewer.");
    await continueAs(vera, "vera");
    await expect(vera).toHaveURL(`${project}/auth`);
  });

  await page.goto(`${project}/settings`);
  await page.getByLabel("Project name").fill("Storefront");
  const renamed = await record(page, () => page.getByRole("button", { name: "Save name" }).click());
  await page.goto(`${project}/auth/settings`);
  expect(await actsOn(page)).not.toEqual([]);
  const paused = await record(page, () => page.getByRole("button", { name: "Pause sync" }).click());
  await page.getByRole("button", { name: "Resume" }).first().click();
  await expect(page.getByRole("button", { name: "Pause sync" })).toBeVisible();

  await leave(consoleDb, "held", ["bulk-1"]);
  await leave(consoleDb, "parked", ["bulk-1"]);
  for (const [path, ready, looks] of viewerPages) {
    await test.step(`a viewer finds nothing to change at ${path}`, async () => {
      await vera.goto(project + path);
      await expect(vera.getByRole("main")).toContainText(ready);
      expect(await actsOn(vera, looks)).toEqual([]);
      await glance(vera, `viewer${path.replaceAll("/", "-")}`);
    });
  }

  await test.step("a viewer's copies of an owner's requests are refused, and change nothing", async () => {
    const before = await state();
    const hijack = (body: string) => body.replace("Storefront", "Hijacked");
    for (const sent of [invited.sent, renamed, paused]) {
      expect(await (await replay(vera, sent, hijack)).text()).toContain("This needs the role admin");
    }
    expect((await vera.request.get(`${rollcall.url}/api/projects/${projectId}/audit`)).status()).toBe(403);
    expect(await state()).toEqual(before);
  });

  await page.goto(`${project}/people`);
  const promoted = await test.step("as an admin they find what admins may do, and not what owners may", async () => {
    await menuOf(page, "Vera Rubin").click();
    await page.getByRole("menuitem", { name: "Change role" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Admin" }).check();
    const sent = await record(page, () => dialog.getByRole("button", { name: "Change role" }).click());
    await vera.goto(`${project}/settings`);
    await expect(vera.getByRole("button", { name: "Save name" })).toBeVisible();
    await expect(vera.getByRole("button", { name: "Delete project" })).toBeHidden();
    await vera.getByRole("link", { name: "People" }).click();
    await expect(vera.getByRole("button", { name: "Invite a person" })).toBeVisible();
    await expect(menuOf(vera, "Vera Rubin")).toBeVisible();
    await expect(menuOf(vera, "Owner")).toBeHidden();
    return sent;
  });

  await test.step("the last owner cannot leave, be removed, or be joined by who makes themself one", async () => {
    const before = await state();
    await menuOf(page, "Owner").click();
    await page.getByRole("menuitem", { name: "Leave project" }).click();
    const dialog = page.getByRole("dialog");
    const left = await record(page, () => dialog.getByRole("button", { name: "Leave project" }).click());
    await expect(dialog).toContainText("A project keeps at least one owner.");
    await dialog.getByRole("button", { name: "Stay" }).click();
    const upwards = (body: string) => body.replace(/(role"\s+)admin/, "$1owner");
    for (const sent of [left, promoted]) {
      expect(await (await replay(vera, sent, upwards)).text()).toContain("This needs the role owner");
    }
    expect(await state()).toEqual(before);
  });

  const second = await openBrowser();
  await test.step("a session that its person ends elsewhere shows nothing at the next look or click", async () => {
    await vera.goto(`${project}/auth`);
    await expect(vera.getByRole("heading", { level: 1, name: "Auth" })).toBeVisible();
    const still = await vera.context().newPage();
    await still.goto(`${project}/people`);
    await signInAs(second, rollcall, "vera");
    await second.getByRole("link", { name: "Storefront" }).first().click();
    await second.goto(`${rollcall.url}/account/sessions`);
    await second.getByRole("button", { name: /^End session/ }).click();
    await expect(vera).toHaveURL(/\/sign-in/);
    await still.getByRole("link", { name: "Database" }).click();
    await expect(still).toHaveURL(/\/sign-in/);
    await vera.context().close();
  });

  await test.step("somebody who is removed sees nothing of the project at the next look or click", async () => {
    await second.goto(`${project}/auth`);
    await expect(second.getByRole("heading", { level: 1, name: "Auth" })).toBeVisible();
    const still = await second.context().newPage();
    await still.goto(`${project}/people`);
    await menuOf(page, "Vera Rubin").click();
    await page.getByRole("menuitem", { name: "Remove from project" }).click();
    await page.getByRole("button", { name: "Remove member" }).click();
    await expect(menuOf(page, "Vera Rubin")).toBeHidden();
    await expect(nothingHere(second)).toBeVisible();
    await still.getByRole("link", { name: "Database" }).click();
    await expect(nothingHere(still)).toBeVisible();
    await still.getByRole("link", { name: "Go to projects" }).click();
    await expect(still.getByText("No project yet")).toBeVisible();
  });

  await test.step("the audit log tells of all this, with who and how it ended", async () => {
    await page.getByRole("link", { name: "Audit log" }).click();
    for (const [sentence, outcome] of [
      ["Owner invited Vera as viewer for 2 days."],
      ["Vera Rubin joined by invitation as viewer."],
      ["Vera Rubin tried to invite Vera as viewer for 2 days and was refused.", "Refused"],
      ["Vera Rubin tried to rename the project and was refused.", "Refused"],
      ["Vera Rubin tried to pause the sync and was refused.", "Refused"],
      ["Owner made Vera Rubin admin."],
      ["Owner tried to leave the project and was refused.", "Refused"],
      ["Vera Rubin tried to make a member owner and was refused.", "Refused"],
      ["Owner removed Vera Rubin."],
    ] as const) {
      const entry = page.getByRole("listitem").filter({ hasText: sentence });
      await expect(entry).toContainText(outcome ?? sentence);
    }
  });
});
