import type { Page } from "@playwright/test";
import type pg from "pg";
import { check, glance } from "./support/accessible";
import { connectBetterAuth, headline, openDemo, openTab, signIn, waitForParity } from "./support/console";
import { addUsers } from "./support/difference";
import { leave } from "./support/inbox";
import { expect, test } from "./support/test";

test.use({ instance: "open-changes" });

const states = async (consoleDb: pg.Pool, userId: string) =>
  (await consoleDb.query("select state from changes where user_id = $1 order by id", [userId])).rows.map(
    ({ state }) => state,
  );

const held = (page: Page) => page.getByRole("region", { name: "Held deletions" });
const parked = (page: Page) => page.getByRole("region", { name: "Parked users" });

test("a person decides about held deletions and parked users, one by one and all at once", async ({
  page,
  rollcall,
  target,
  consoleDb,
}) => {
  test.setTimeout(240_000);
  await addUsers(target, 30);
  await signIn(page, rollcall);
  await openDemo(page);
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  const isDeleted = async (id: string) =>
    (await target.query("select deleted_at is not null as gone from neon_auth.users_sync where id = $1", [id])).rows[0]
      ?.gone;

  await target.query(`delete from public."user" where id in ('bulk-1', 'bulk-3')`);
  await leave(consoleDb, "held", ["bulk-1", "bulk-2", "bulk-3", "bulk-4"]);
  await leave(consoleDb, "parked", ["bulk-5", "bulk-6", "bulk-7"]);

  await expect(headline(page)).toContainText("4 deletions above the limit are held.");
  await page.getByRole("link", { name: "Review 4 deletions" }).click();
  await expect(held(page)).toContainText("4 deletions wait for you");
  await expect(held(page)).toContainText("bulk-2@example.com");
  await expect(parked(page)).toContainText("3 users could not be synced");
  await expect(parked(page)).toContainText("Why it is parked · retried 4 times");
  await check(page, "open-changes");

  await test.step("approve one: it is asked for once more, then marked", async () => {
    await page.getByRole("button", { name: "Approve the deletion of bulk-1@example.com" }).click();
    await expect(held(page)).toContainText("3 deletions wait for you");
    await expect(held(page).getByRole("list")).toBeFocused();
    await expect.poll(() => isDeleted("bulk-1")).toBe(true);
  });

  await test.step("reject one: its row stays live", async () => {
    await page.getByRole("button", { name: "Reject the deletion of bulk-2@example.com" }).click();
    await expect(held(page)).toContainText("2 deletions wait for you");
    expect(await states(consoleDb, "bulk-2")).toEqual(["superseded"]);
    expect(await isDeleted("bulk-2")).toBe(false);
  });

  await test.step("approve all says how many first; whoever is there after all stays live", async () => {
    await page.getByRole("button", { name: "Approve all 2" }).click();
    const dialog = page.getByRole("dialog", { name: "Approve 2 deletions?" });
    await expect(dialog.getByRole("button", { name: "Keep held" })).toBeFocused();
    await glance(page, "open-changes-dialog");
    await dialog.getByRole("button", { name: "Approve 2 deletions" }).click();
    await expect(held(page)).toBeHidden();
    await openTab(page, "Users");
    await expect(headline(page)).toContainText("3 changes could not be applied.");
    await page.getByRole("link", { name: "Review 3 users" }).click();
    await expect.poll(() => isDeleted("bulk-3")).toBe(true);
    expect(await isDeleted("bulk-4")).toBe(false);
  });

  await test.step("retry one: it is read again and applied", async () => {
    await page.getByRole("button", { name: "Retry bulk-5@example.com" }).click();
    await expect(parked(page)).toContainText("2 users could not be synced");
    await expect.poll(() => states(consoleDb, "bulk-5")).toEqual(["applied"]);
  });

  await test.step("discard one, by keyboard: only the dialog's button does it", async () => {
    await page.getByRole("button", { name: "Discard bulk-6@example.com" }).press("Enter");
    await page.keyboard.press("Escape");
    expect(await states(consoleDb, "bulk-6")).toEqual(["parked"]);
    await page.getByRole("button", { name: "Discard bulk-6@example.com" }).press("Enter");
    await page.getByRole("button", { name: "Discard 1 user" }).press("Enter");
    await expect(parked(page)).toContainText("1 user could not be synced");
    expect(await states(consoleDb, "bulk-6")).toEqual(["discarded"]);
  });

  await test.step("retry all: nothing waits for a person any more", async () => {
    await page.getByRole("button", { name: "Retry all 1" }).click();
    await page.getByRole("button", { name: "Retry 1 user" }).click();
    await expect(parked(page)).toBeHidden();
    await openTab(page, "Users");
    // Whose approved deletion the provider denied is asked for again for a while.
    await expect(headline(page)).toContainText(/In parity|Catching up/);
  });
});
