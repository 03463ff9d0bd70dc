import type { Browser, Page } from "@playwright/test";
import type { Rollcall } from "./rollcall";

/** A person in the demo app, in a browser profile of their own. */
export async function signUp(browser: Browser, rollcall: Rollcall, name: string, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(rollcall.demoUrl);
  await page.getByRole("link", { name: "Sign up" }).first().click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("a long enough password");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  return page;
}

export async function rename(page: Page, rollcall: Rollcall, name: string) {
  await page.goto(`${rollcall.demoUrl}/account`);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save name" }).click();
}

export async function deleteAccount(page: Page, rollcall: Rollcall) {
  await page.goto(`${rollcall.demoUrl}/account`);
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("link", { name: "Sign up" }).first().waitFor();
}
