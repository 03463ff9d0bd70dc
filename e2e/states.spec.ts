import type { Page } from "@playwright/test";
import type pg from "pg";
import { glance } from "./support/accessible";
import {
  checkOf,
  connectBetterAuth,
  demoCredentials,
  headline,
  openTab,
  signIn,
  usersTable,
  waitForParity,
} from "./support/console";
import { signUp } from "./support/demo-app";
import { type Machine, signInAsMachine } from "./support/machine";
import { connectionTo, openNewProject } from "./support/project";
import type { Rollcall } from "./support/rollcall";
import { expect, test } from "./support/test";

// The browser itself reports each answer that the list cannot be read.
test.use({ instance: "states", expectedFailures: /\/users\?/ });

test.describe.configure({ mode: "serial" });

const name = "states";
const newPassword = "a password of which nobody told Rollcall";
let machine: Machine;

test.beforeAll(async ({ browser, rollcall, target }) => {
  const page = await (await browser.newContext()).newPage();
  // Few rows are looked at sooner.
  await target.query(`delete from public."user" where role = 'user'`);
  await openNewProject(page, rollcall, target, name);
  machine = await signInAsMachine(await demoCredentials(page, rollcall));
  await connectBetterAuth(page, rollcall, "neon_auth");
  await waitForParity(page);
  await page.close();
});

async function open(page: Page, rollcall: Rollcall) {
  await signIn(page, rollcall);
  await page.getByRole("link", { name }).first().click();
  await waitForParity(page);
}

/** What happened, what it means for the data, and what to do. */
async function says(page: Page, state: string, parts: (string | RegExp)[]) {
  await expect(headline(page)).toContainText(state, { timeout: 30_000 });
  for (const part of parts) await expect(headline(page)).toContainText(part);
}

const row = (page: Page, person: string) => usersTable(page).getByRole("row").filter({ hasText: person });

/** Nobody may come in, and who is in has to leave. */
const throwOut = (target: pg.Pool) =>
  target.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);

test("I7: a wrong key waits for a person, and a new one where the headline leads brings parity back", async ({
  page,
  browser,
  rollcall,
}) => {
  await open(page, rollcall);
  await machine.changePassword(newPassword);
  await signUp(browser, rollcall, "Ada Lovelace", "ada@example.com");
  await says(page, "Action required", [
    "Better Auth refuses the credentials. It answered 401.",
    "Your table stays as it is.",
    "Check the e-mail and the password",
  ]);
  await glance(page, "wrong-key");
  await openTab(page, "Status");
  await expect(checkOf(page, "Failing: Credentials")).toContainText("Check the e-mail and the password");
  await headline(page).getByRole("link", { name: "Replace credentials" }).click();
  await page.getByLabel("Admin password").fill(newPassword);
  await page.getByRole("button", { name: "Replace credentials" }).click();
  await expect(row(page, "Ada Lovelace")).toBeVisible({ timeout: 30_000 });
  await waitForParity(page);
});

test("I7: a right that was taken away is told apart from a wrong key, and Resync ends it once it is given back", async ({
  page,
  rollcall,
  target,
}) => {
  await open(page, rollcall);
  await machine.giveUpRole();
  await says(page, "Action required", [
    "It answered 403.",
    "Your table stays as it is.",
    "Give this user the role admin",
  ]);
  await glance(page, "revoked-scope");
  await openTab(page, "Status");
  await expect(checkOf(page, "Failing: Scopes")).toContainText("Give this user the role admin");
  await expect(checkOf(page, "Not checked: Credentials")).toBeVisible();
  await target.query(`update public."user" set role = 'admin' where email = $1`, [machine.email]);
  await headline(page).getByRole("button", { name: "Resync now" }).click();
  await waitForParity(page);
});

test("I7: a database that lets nobody in heals by itself; until then no row is shown from memory", async ({
  page,
  browser,
  rollcall,
  target,
}) => {
  await open(page, rollcall);
  await target.query(`alter database ${name} allow_connections false`);
  await throwOut(target);
  await signUp(browser, rollcall, "Grace Hopper", "grace@example.com");
  await says(page, "Degraded", [
    /since \d/,
    "accepts no connections.",
    "No row was changed by this attempt.",
    /Next try at \d/,
  ]);
  const users = page.getByRole("region", { name: "Users" });
  await expect(users).toContainText("Rows cannot be read right now");
  await expect(row(page, "Ada Lovelace")).toHaveCount(0);
  await glance(page, "target-down");
  await target.query(`alter database ${name} allow_connections true`);
  await waitForParity(page);
  await expect(row(page, "Grace Hopper")).toBeVisible();
});

test("I7: a password that the database refuses waits for a person, who replaces the connection string", async ({
  page,
  browser,
  rollcall,
  target,
}) => {
  await open(page, rollcall);
  await target.query("alter role rollcall_sync password 'changed'");
  await throwOut(target);
  await signUp(browser, rollcall, "Mary Somerville", "mary@example.com");
  await says(page, "Action required", [
    "refuses the password of role rollcall_sync.",
    "No row was changed by this attempt.",
    "Copy the connection string again",
  ]);
  await glance(page, "target-refused");
  await headline(page).getByRole("link", { name: "Replace connection string" }).click();
  await page.getByRole("button", { name: "Replace connection string" }).click();
  await page.getByLabel("New connection string").fill(connectionTo(rollcall, name, "changed"));
  await page.getByRole("button", { name: "Test and save" }).click();
  await expect(page.getByText("Connection string replaced.")).toBeVisible();
  await page.getByRole("link", { name: /^Auth/ }).click();
  await expect(row(page, "Mary Somerville")).toBeVisible({ timeout: 30_000 });
  await waitForParity(page);
});

/** A week in which an event came every six minutes, until three hours ago: the past cannot be waited for. */
async function pretendSilence(consoleDb: pg.Pool) {
  await consoleDb.query("update runs set started_at = started_at - interval '1 day' where state <> 'running'");
  await consoleDb.query(
    `insert into minutes (integration_id, minute, applied)
     select id, date_trunc('minute', at), 1 from integrations,
       generate_series(now() - interval '8 days', now() - interval '3 hours', interval '6 minutes') at`,
  );
  await consoleDb.query(
    "update integrations set created_at = now() - interval '9 days', last_event_at = now() - interval '3 hours'",
  );
}

test("I7: silence where events were usual is an error, and the next event ends it", async ({
  page,
  browser,
  rollcall,
  consoleDb,
}) => {
  await open(page, rollcall);
  await pretendSilence(consoleDb);
  await says(page, "Degraded", [
    "No event from Better Auth since 3 h ago.",
    "99 of 100 came within 6 min",
    "What changed there since then may be missing in your table.",
    "The next event clears this",
  ]);
  await glance(page, "silence");
  await openTab(page, "Status");
  await expect(checkOf(page, "Failing: Deliveries arriving")).toBeVisible();
  await signUp(browser, rollcall, "Emmy Noether", "emmy@example.com");
  await waitForParity(page);
  await expect(checkOf(page, "Passing: Deliveries arriving")).toBeVisible();
});
