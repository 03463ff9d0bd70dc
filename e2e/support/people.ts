import type { Page } from "@playwright/test";
import type pg from "pg";
import { controlsOf, record } from "./actions";
import { expect } from "./test";

/** Each page of a project, what it says once it is all there, and how the names begin of what a viewer may use on it. */
export const viewerPages = [
  [
    "/auth",
    "Bulk 1",
    ["Columns", "Export", "Name", "Email", "Created", "Updated", "Actions for", "Previous", "Next", "Copy"],
  ],
  [
    "/auth/users/bulk-1",
    "raw_json",
    ["Copy", "Only differences", "Show", "Row", "Provider", "Difference", "Previous", "Next"],
  ],
  ["/auth/status", "Table shape", ["1 h", "24 h", "7 d", "30 d"]],
  ["/auth/activity", "Inspect", ["All", "Runs", "States", "Deletions", "Settings", "Keys", "Inspect"]],
  ["/auth/settings", "Schedule", []],
  ["/database", "Read again", ["Read again"]],
  ["/people", "Vera Rubin", []],
  ["/settings", "Storefront", []],
] as const;

/** What on this page changes something: all controls but these, and links to pages that do. */
export async function actsOn(page: Page, looks: readonly string[] = []): Promise<string[]> {
  const harmless = [...["Put away", ...looks].map((start) => `"${start}`), ' as a table"'];
  return (await controlsOf(page)).filter((control) =>
    control.startsWith("link")
      ? /"(Connect|Disconnect|Replace|Decide)/.test(control)
      : !harmless.some((part) => control.includes(part)),
  );
}

/** Invites somebody from the People page. Resolves with the link, and with what the page sent for it. */
export async function invite(page: Page, label: string) {
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("For whom").fill(label);
  await dialog.getByLabel("Good for, in days").fill("2");
  const sent = await record(page, () => dialog.getByRole("button", { name: "Make link" }).click());
  const link = await dialog.getByRole("region", { name: "link" }).textContent();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(invitations(page)).toContainText(label);
  return { link: link ?? "", sent };
}

export const invitations = (page: Page) => page.getByRole("region", { name: "Open invitations" });
export const nothingHere = (page: Page) => page.getByRole("heading", { name: "There is nothing at this address" });
export const menuOf = (page: Page, member: string) => page.getByRole("button", { name: `Actions for ${member}` });

/** All that the requests below could change. */
export const stateOf = async (consoleDb: pg.Pool, projectId: string) =>
  (
    await consoleDb.query(
      `select p.name, i.paused_at, (select count(*) from invitations) as invitations,
              (select json_agg(m.account_id || m.role order by m.account_id) from members m where m.project_id = p.id) as members
       from projects p join integrations i on i.project_id = p.id where p.id = $1`,
      [projectId],
    )
  ).rows;
