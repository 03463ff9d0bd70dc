import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import type pg from "pg";
import { signIn } from "./console";
import type { Rollcall } from "./rollcall";

/** The connection string of the database of this name, as the role that the console's own databases know. */
export function connectionTo(rollcall: Rollcall, name: string, password?: string): string {
  const url = new URL(rollcall.targetUrl);
  url.username = "rollcall_sync";
  url.password =
    password ?? JSON.parse(readFileSync(path.join(rollcall.dataDir, "secrets.json"), "utf8")).rollcall_sync;
  url.pathname = `/${name}`;
  return url.href;
}

/** Signs in, makes a project with a target database of its own, both of this name, and opens its Auth tab. */
export async function openNewProject(page: Page, rollcall: Rollcall, target: pg.Pool, name: string) {
  await target.query(`create database ${name}`);
  await target.query(`grant connect, create on database ${name} to rollcall_sync`);
  await signIn(page, rollcall);
  await page.goto(`${rollcall.url}/projects/new`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Connection string").fill(connectionTo(rollcall, name));
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Auth" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(name);
}

/** The last two steps of Connect, with what is selected already. */
export async function selectAndConnect(page: Page) {
  await expect(page).toHaveURL(/\/select$/);
  await page.getByRole("button", { name: "Continue" }).click();
  await reviewAndConnect(page);
}

export async function reviewAndConnect(page: Page) {
  await expect(page).toHaveURL(/\/review$/);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page).toHaveURL(/\/auth$/);
}

/** The card that says by which ways changes reach the table. */
export const listening = (page: Page) => page.getByRole("region", { name: "How changes arrive" });

/** The row menu of the user of this name. */
export const actionsFor = (page: Page, name: string) => page.getByRole("button", { name: `Actions for ${name}` });
