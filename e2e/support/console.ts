import { expect, type Page } from "@playwright/test";
import type { Rollcall } from "./rollcall";

/** Signs in by a one-time link, a new one unless it is given, and arrives at the projects. */
export async function signIn(page: Page, rollcall: Rollcall, link?: string) {
  await page.goto(link ?? (await rollcall.newLink()).link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
}

/** Opens the Demo project's Auth tab. */
export async function openDemo(page: Page) {
  await page.getByRole("link", { name: "Demo" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Auth" })).toBeVisible();
}

/** What the demo app's own page shows to whoever runs it. */
export async function demoCredentials(page: Page, rollcall: Rollcall) {
  const demo = await page.context().newPage();
  await demo.goto(`${rollcall.demoUrl}/connect`);
  const read = (label: string) => demo.getByLabel(label, { exact: true }).inputValue();
  const credentials = { baseUrl: await read("Base URL"), email: await read("Email"), password: await read("Password") };
  await demo.close();
  return credentials;
}

/** The first two steps of Connect, for the demo app's Better Auth. */
export async function untilReview(page: Page, rollcall: Rollcall) {
  const { baseUrl, email, password } = await demoCredentials(page, rollcall);
  await page.getByRole("link", { name: "Connect Better Auth" }).click();
  await page.getByLabel("Base URL").fill(baseUrl);
  await page.getByLabel("Admin e-mail").fill(email);
  await page.getByLabel("Admin password").fill(password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/select$/);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/review$/);
}

/** Connects the demo app's Better Auth in the three steps, into `schema`. */
export async function connectBetterAuth(page: Page, rollcall: Rollcall, schema: string) {
  await untilReview(page, rollcall);
  await page.getByRole("radio", { name: schema }).check();
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page).toHaveURL(/\/auth$/);
}

/** An alert where it turned worse while the page was open. */
export const headline = (page: Page) => {
  const main = page.getByRole("main");
  return main.getByRole("status").or(main.getByRole("alert")).first();
};

/** Waits until the console says that both sides are equal. */
export async function waitForParity(page: Page, timeout = 60_000) {
  await expect(headline(page)).toContainText("In parity", { timeout });
}

/** The page of the Auth tab that its navigation calls so. */
export const openTab = (page: Page, name: "Users" | "Status" | "Activity" | "Settings") =>
  page.getByRole("navigation", { name: "Auth pages" }).getByRole("link", { name }).click();

/** A check on the Status tab that is in a state: "Failing: Scopes". */
export const checkOf = (page: Page, stateAndName: string) =>
  page.getByRole("list", { name: "Checks" }).getByRole("listitem").filter({ hasText: stateAndName });

export const usersTable = (page: Page) => page.getByRole("table", { name: "Synced users" });

/** Keeps the table and ends the sync. */
export async function disconnect(page: Page) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Disconnect" }).click();
  await page.getByRole("radio", { name: "Keep the table" }).check();
  await page.getByRole("button", { name: /^Disconnect/ }).click();
  await expect(page.getByRole("link", { name: "Connect Better Auth" })).toBeVisible();
}
