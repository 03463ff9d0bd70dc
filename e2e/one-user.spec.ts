import type { Cookie, Page } from "@playwright/test";
import { glance } from "./support/accessible";
import { connectBetterAuth, headline, openDemo, signIn, waitForParity } from "./support/console";
import { deleteAccount, rename, signUp } from "./support/demo-app";
import { expect, test } from "./support/test";
import { deliver, endpointOf } from "./support/webhook";

test.use({ instance: "one-user", permissions: ["clipboard-read", "clipboard-write"] });

test.describe.configure({ mode: "serial" });

let cookies: Cookie[];
let auth: string;
/** In the demo app, with a browser of her own. */
let ada: { page: Page; id: string };
/** A user of the demo app whom nobody else touches. */
let someone: { id: string; name: string };

test.beforeAll(async ({ browser, rollcall, target }) => {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, rollcall, rollcall.link);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  auth = page.url();
  await waitForParity(page);
  const person = await signUp(browser, rollcall, "Ada Lovelace", "ada@example.com");
  const { rows } = await target.query(
    `select id, name from public."user" where email <> 'ada@example.com' and role = 'user' order by id limit 1`,
  );
  const { rows: adas } = await target.query(`select id from public."user" where email = 'ada@example.com'`);
  ada = { page: person, id: adas[0].id };
  someone = rows[0];
  cookies = await page.context().cookies();
  await page.close();
});

test.beforeEach(({ page }) => page.context().addCookies(cookies));

const open = (page: Page, userId: string) => page.goto(`${auth}/users/${userId}`);

/** The entries of the user's changes of which this is said. */
const decisions = (page: Page, said: string) =>
  page.getByRole("region", { name: "Decisions" }).getByRole("listitem").filter({ hasText: said });

const field = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });

/** Without what only narrow screens show. */
const asShown = { useInnerText: true };

test("of each change the page says what was decided about it, and why", async ({
  page,
  request,
  rollcall,
  target,
  consoleDb,
}) => {
  const endpoint = await endpointOf(target);

  await test.step("a delivery that came twice is one applied change and a duplicate", async () => {
    const change = { id: "twice", type: "user.updated", userId: someone.id };
    for (let n = 0; n < 2; n++) await deliver(request, endpoint, change);
    await open(page, someone.id);
    const applied = decisions(page, "Applied");
    await expect(applied).toContainText("Better Auth was asked for the user, and its answer is in the row.");
    await expect(applied).toContainText(
      "Duplicate. Delivered twice with the same event id. The repeats wrote nothing.",
    );
    await expect(applied).toContainText(/From Better Auth, received [\d:]+, settled [\d:]+, .+ later/);
  });

  await test.step("while the sync is paused, what comes waits; the newest read then covers what came before", async () => {
    await page.goto(auth);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Pause sync" }).click();
    await expect(headline(page)).toContainText("Paused");
    for (const name of ["Ada King", "Ada Byron"]) await rename(ada.page, rollcall, name);
    const waiting = "select 1 from changes where user_id = $1 and state = 'waiting'";
    await expect.poll(async () => (await consoleDb.query(waiting, [ada.id])).rowCount).toBe(2);
    await open(page, ada.id);
    await expect(headline(page)).toContainText(
      /^Paused\. .*name.* differ\. The change that brings it waits until the sync is resumed\./,
    );
    await expect(decisions(page, "The sync is paused.")).toHaveCount(2);

    await page.goto(auth);
    await page.getByRole("button", { name: "Resume" }).click();
    await open(page, ada.id);
    await expect(headline(page)).toContainText("Equal.");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ada Byron");
    await expect(decisions(page, "Superseded by a later read")).toContainText(
      /A later change \(updated, received [\d:]+\) led to a read that already answers this one\. Nothing was written for it\./,
    );
    await expect(decisions(page, "Applied")).toHaveCount(2);
  });

  await test.step("a deletion that the provider denies is asked again, and the row stays", async () => {
    await deliver(request, endpoint, { id: "denied", type: "user.deleted", userId: someone.id });
    await open(page, someone.id);
    const again = decisions(page, "Asked again").first();
    await expect(again).toContainText(
      "The event said deleted, and Better Auth still knew the user: its reads can lag its events. Nothing was written.",
    );
    await expect(again).toContainText(/Next read .+; .+ answer is believed\./);
    await expect(headline(page)).toContainText("Equal. Every field of the row says what Better Auth says.");
    await expect(headline(page)).toContainText("A change still waits for its read.");
    await glance(page, "user-asked-again");
  });
});

test("what differs is shown on both sides with the times of reading, and Re-sync mends it", async ({
  page,
  target,
}) => {
  await target.query(
    `update neon_auth.users_sync set name = 'edited by hand', raw_json = raw_json || '{"own": {"plan": "free"}}'
     where id = $1`,
    [ada.id],
  );
  await open(page, ada.id);
  await expect(headline(page)).toContainText("name and 1 key of raw_json differ.");
  await expect(field(page, "name")).toHaveText(/Ada Byron\s*different\s*edited by hand/, asShown);
  await expect(field(page, "own")).toHaveText(/no such key\s*different/, asShown);
  await expect(field(page, "email")).toContainText("equal");
  for (const side of ["Better Auth now", "Row now"]) {
    await expect(page.getByRole("columnheader", { name: side })).toContainText(/read \d+:\d+:\d+/);
  }
  await page.getByRole("switch", { name: "Only differences" }).click();
  await expect(field(page, "email")).toBeHidden();
  await page.getByRole("switch", { name: "Only differences" }).click();

  const raw = page.getByRole("region", { name: "raw_json", exact: true });
  await raw.getByRole("button", { name: "Difference" }).click();
  await raw.getByRole("button", { name: "Copy Difference" }).click();
  await expect(raw.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^- .*"own"/m);
  await glance(page, "user-differs");

  await page.getByRole("button", { name: "Re-sync this user" }).click();
  await expect(headline(page)).toContainText("Equal.");
  await expect(field(page, "name")).toHaveText(/Ada Byron\s*equal\s*Ada Byron/, asShown);
  await expect(decisions(page, "Asked for in this console")).toContainText("Applied");
});

test("raw_json is searched match by match, and a copy is announced", async ({ page }) => {
  await open(page, someone.id);
  const raw = page.getByRole("region", { name: "raw_json", exact: true });
  const search = raw.getByRole("searchbox", { name: "Search raw_json" });
  await search.fill("updatedat");
  await expect(raw).toContainText("1 of 1");
  await search.fill("email");
  await expect(raw).toContainText(/1 of [2-9]/);
  await search.press("Enter");
  await expect(raw).toContainText(/2 of [2-9]/);
  await search.fill("nowhere");
  await expect(raw).toContainText("No match");
  await raw.getByRole("button", { name: "Copy Row" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeAttached();
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({ id: someone.id });
});

test("of a deleted user the page says why, since when, and what the provider says now", async ({
  page,
  rollcall,
  target,
}) => {
  await deleteAccount(ada.page, rollcall);
  const row = () => target.query("select deleted_at from neon_auth.users_sync where id = $1", [ada.id]);
  await expect.poll(async () => (await row()).rows[0]?.deleted_at, { timeout: 30_000 }).not.toBeNull();
  const since: string = (await row()).rows[0].deleted_at.toISOString();
  await open(page, ada.id);
  await expect(headline(page)).toContainText(
    "Deleted. Better Auth does not know this user, and the row was marked deleted",
  );
  const why = page.getByRole("region", { name: "Why deleted" });
  await expect(why).toContainText(`${since.slice(11, 19)} UTC`);
  await expect(why).toContainText(
    /The change deleted\. From Better Auth, received [\d:]+\. Better Auth was asked by id and did not know the user\./,
  );
  await expect(why).toContainText("It stays, marked, so that what refers to it holds.");
  await expect(field(page, "id")).toContainText("does not know this id");
  await expect(field(page, "deleted_at")).toHaveText(
    new RegExp(`gone\\s*equal\\s*${since.replace("T", " ").slice(0, 19)}`),
    asShown,
  );
  await expect(decisions(page, "deleted")).toContainText("so no row of theirs stays live");
  await glance(page, "user-deleted");
});
