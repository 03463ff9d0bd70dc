import type { Cookie, Page } from "@playwright/test";
import { glance } from "./support/accessible";
import { answersTo } from "./support/addresses";
import { connectBetterAuth, headline, usersTable, waitForParity } from "./support/console";
import { reopen, shut } from "./support/database";
import { fail } from "./support/hold";
import { databaseStandsStill, loadingPages, standsStill } from "./support/loadings";
import { connectionTo, openNewProject } from "./support/project";
import { expect, test } from "./support/test";

// The browser itself reports each answer that is made to fail here.
test.use({ instance: "page-states", expectedFailures: /\/api\/(projects\/|ready)|\/(auth|audit|new|sessions)$/ });

test.describe.configure({ mode: "serial" });

let cookies: Cookie[] = [];
/** Addresses of the project, of its Auth tab and of one user. */
let project: string;
let auth: string;
let user: string;

test.beforeEach(({ page }) => page.context().addCookies(cookies));

const main = (page: Page) => page.getByRole("main");

test("where there is nothing yet, or nothing matches, the page says so and what to do", async ({
  page,
  rollcall,
  target,
}) => {
  test.setTimeout(180_000);
  await openNewProject(page, rollcall, target, "shop");
  auth = page.url();
  project = auth.replace(/\/auth$/, "");
  for (const tab of ["status", "activity", "settings"]) {
    await page.goto(`${auth}/${tab}`);
    await expect(page).toHaveURL(auth);
  }
  await expect(page.getByRole("link", { name: "Connect Better Auth" })).toBeVisible();
  await page.goto(`${project}/database`);
  await expect(main(page)).toContainText("None yet. Connecting a provider makes it.");

  await page.goto(auth);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  cookies = await page.context().cookies();
  const { rows } = await target.query(`select id from public."user" where role = 'admin'`);
  user = `${auth}/users/${rows[0].id}`;

  for (const [name, address, says] of [
    ["users-search", `${auth}?q=zzz`, /No one matches "zzz".*users were searched by name, email and id/],
    ["users-filter", `${auth}?verified=yes&banned=yes`, /No one matches these filters.*users were looked through/],
    ["users-deleted", `${auth}?show=deleted`, /No deleted users/],
    ["user", `${auth}/users/nobody`, /Nobody knows this id\..*Check the id/],
    ["activity", `${auth}/activity?kind=deletions`, /Nothing matches/],
    ["audit", `${project}/audit?outcome=failed`, /No entry matches/],
    ["overview", `${rollcall.url}/projects?q=zzz`, /No project matches “zzz”.*2 projects were searched/],
  ] as const) {
    await test.step(name, async () => {
      await page.goto(address);
      await expect(main(page)).toContainText(says);
    });
  }
  await glance(page, "state-empty");
  await page.getByRole("button", { name: "Show all projects" }).click();
  await expect(main(page).getByRole("link", { name: "shop" }).first()).toBeVisible();
});

test("while a page is read, its skeleton stands where the content will, and nothing moves", async ({
  page,
  rollcall,
}) => {
  test.setTimeout(180_000);
  for (const loading of loadingPages(auth, user)) {
    for (const width of loading.widths) {
      await test.step(`${loading.name}, ${width}`, () => standsStill(page, loading, width));
    }
  }
  await test.step("database", () => databaseStandsStill(page, `${project}/database`, connectionTo(rollcall, "shop")));
});

test("while the console does not answer, each open page says so and as of when", async ({
  page,
  rollcall,
  consoleDb,
}) => {
  test.setTimeout(180_000);
  const { rows } = await consoleDb.query("select id from runs order by started_at limit 1");
  const silent = "The console does not answer.";
  await page.goto(user);
  await expect(headline(page)).toContainText("Equal.");
  const mend = await fail(page, /\/api\/(projects\/|ready)/);
  for (const [name, address, says] of [
    ["users", auth, [/Rows cannot be read right now/, /Live rows\s*unknown\s*not read/, /as of \d+:\d+:\d+/]],
    ["user", user, [/Nothing here is newer than the last answer\./]],
    ["status", `${auth}/status`, [/as of \d+:\d+:\d+/, /Live rows\s*unknown/]],
    ["run", `${auth}/activity/runs/${rows[0].id}`, [/as of \d+:\d+:\d+/]],
  ] as const) {
    await test.step(name, async () => {
      await page.goto(address);
      await expect(main(page)).toContainText(silent);
      for (const words of says) await expect(main(page)).toContainText(words);
    });
  }
  await test.step("activity", async () => {
    await page.goto(`${auth}/activity`);
    await page.getByRole("button", { name: "Runs" }).click();
    await expect(main(page)).toContainText(silent);
  });
  await test.step("overview, which stays where it is and goes on by itself", async () => {
    await page.clock.install();
    await page.goto(`${rollcall.url}/projects`);
    await page.clock.fastForward(11_000);
    await expect(main(page)).toContainText(silent);
    await expect(main(page).getByRole("link", { name: "shop" }).first()).toBeVisible();
    await glance(page, "state-silent");
    await mend();
    await page.clock.fastForward(11_000);
    await expect(main(page)).not.toContainText(silent);
  });
});

test("while the target cannot be read, no page shows what it said before", async ({ page, target }) => {
  await page.goto(auth);
  await expect(usersTable(page).getByRole("row").nth(5)).toBeVisible();
  await shut(target, "shop");
  for (const [name, address, says] of [
    ["users", auth, [/Rows cannot be read right now/, /database does not answer/]],
    ["user", user, [/The row cannot be read right now\./, /Whether they are equal is not known\./, /unknown/]],
    ["database", `${project}/database`, [/shop/, /Read again/]],
  ] as const) {
    await test.step(name, async () => {
      await page.goto(address);
      for (const words of says) await expect(main(page)).toContainText(words);
      await glance(page, `state-target-down-${name}`);
    });
  }
  await reopen(target, "shop");
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(main(page)).toContainText("Seven plain columns");
});

test("while the console's own database is away, a page says that it cannot be shown, and Load again mends it", async ({
  browser,
  rollcall,
  target,
}) => {
  // React reports each page that could not be made: this one's errors are not looked at.
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  await shut(target, "rollcall");
  for (const address of [
    `${rollcall.url}/account/sessions`,
    `${rollcall.url}/projects/new`,
    `${project}/audit`,
    auth,
  ]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page could not be shown");
  }
  await glance(page, "state-error");
  await reopen(target, "rollcall");
  await page.getByRole("button", { name: "Load again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Auth");
});

test("whoever is no member gets a plain 404 from each page and each read of the project", async ({
  page,
  rollcall,
  consoleDb,
}) => {
  const one = async (sql: string) => String((await consoleDb.query(sql)).rows[0].id);
  const ids = {
    projectId: project.split("/").at(-1) ?? "",
    userId: user.split("/").at(-1) ?? "",
    runId: await one("select id from runs order by started_at limit 1"),
    providerId: "better-auth",
    changeId: await one(
      `insert into changes (integration_id, event_id, user_id, kind, state, reason)
       select id, 'left', 'left', 'updated', 'parked', 'Left to a person.' from integrations where disconnected_at is null
       returning id`,
    ),
  };
  const others = async (than: string) =>
    (await answersTo(page, rollcall.url, ids, "shop")).filter((each) => !each.startsWith(`${than} `));
  expect(await others("200")).toEqual([]);
  await consoleDb.query("insert into accounts (id, name) values ('other', 'Other')");
  await consoleDb.query("update members set account_id = 'other'");
  expect(await others("404")).toEqual([]);
  await page.goto(auth);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
  await glance(page, "state-forbidden");
  await page.getByRole("link", { name: "Go to projects" }).click();
  await expect(main(page)).toContainText("No project yet");
  await glance(page, "state-no-project");
});
