import { expect, type Locator, type Page } from "@playwright/test";
import pg from "pg";
import { usersTable } from "./console";
import { hold } from "./hold";

type Find = (page: Page) => Locator;

/** A page whose content comes later than the page. */
type Loading = {
  name: string;
  /** The reads on which it waits. */
  held: RegExp;
  open: (page: Page) => Promise<unknown>;
  /** What stands while they are under way, and in its place afterwards. */
  before: Find;
  after: Find;
  /** What is there once all is read. */
  read: Find;
  /** The end of it, where all that stands above has its height already; else its beginning. */
  edge: "top" | "bottom";
  widths: number[];
};

const region =
  (name: string): Find =>
  (page) =>
    page.getByRole("region", { name, exact: true });

const both = [1440, 360];

/** Every page that has something to wait for, but the database page, which waits on the server. */
export const loadingPages = (auth: string, user: string): Loading[] => [
  {
    name: "users",
    held: /\/api\/projects\/[^/]+\/users\?/,
    open: (page) => page.goto(auth),
    before: region("Users"),
    after: region("Users"),
    read: (page) => usersTable(page).getByRole("row").nth(5).getByRole("link"),
    edge: "bottom",
    widths: both,
  },
  {
    name: "user",
    held: /\/api\/projects\/[^/]+\/users\/./,
    open: (page) => page.goto(user),
    before: region("Provider and row"),
    after: region("Provider and row"),
    read: region("Decisions"),
    edge: "top",
    widths: both,
  },
  {
    name: "status",
    held: /\/api\/projects\/[^/]+\/(checks|charts)/,
    open: (page) => page.goto(`${auth}/status`),
    before: region("Last 24 hours"),
    after: region("Last 24 hours"),
    read: (page) => page.getByText(/\d+ passing/),
    edge: "bottom",
    widths: both,
  },
  {
    name: "activity",
    held: /\/api\/projects\/[^/]+\/activity\?.*kind=keys/,
    open: async (page) => {
      await page.goto(`${auth}/activity`);
      await page.getByRole("button", { name: "Keys" }).click();
      await expect(page.getByRole("list", { name: "Reading" })).toBeVisible();
    },
    before: region("Timeline"),
    after: region("Timeline"),
    read: (page) => page.getByText("Nothing matches"),
    edge: "top",
    widths: both,
  },
  ...[
    { link: "People", before: "People, loading", after: "Members" },
    { link: "Audit log", before: "Audit log, loading", after: "Entries, latest first" },
  ].map(({ link, before, after }) => ({
    name: link,
    held: /\/(people|audit)\?_rsc/,
    open: async (page: Page) => {
      await page.goto(`${auth}/settings`);
      // What stands first is fetched ahead.
      await page.waitForLoadState("networkidle");
      await page.getByRole("navigation", { name: "Project", exact: true }).getByRole("link", { name: link }).click();
    },
    before: region(before),
    after: region(after),
    read: region(after),
    edge: "top" as const,
    widths: [1440],
  })),
];

/** Where a block begins or ends. */
async function placeOf(block: Locator, edge: Loading["edge"]): Promise<number> {
  await expect(block).toBeVisible();
  const box = await block.boundingBox();
  if (!box) throw new Error("not in the layout");
  return Math.round(edge === "bottom" ? box.y + box.height : box.y);
}

/** Opens the page while its reads are held back, and again lets them go: nothing may have moved. */
export async function standsStill(page: Page, loading: Loading, width: number) {
  const { name, held, open, before, after, read, edge } = loading;
  await page.setViewportSize({ width, height: 900 });
  const release = await hold(page, held);
  await open(page);
  const place = await placeOf(before(page), edge);
  release();
  await expect(read(page)).toBeVisible();
  expect(await placeOf(after(page), edge), `${name} at ${width}`).toBe(place);
}

/** The same of the database page, which waits for a table that somebody has locked. */
export async function databaseStandsStill(page: Page, address: string, connectionString: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("begin; lock table neon_auth.users_sync");
  await page.goto(address, { waitUntil: "commit" });
  await expect(page.getByRole("status").filter({ hasText: "Reading the database" })).toBeAttached();
  const places = async () => [
    await placeOf(page.getByRole("region", { name: "Server" }), "bottom"),
    await placeOf(page.getByRole("region", { name: "Table" }), "top"),
  ];
  const before = await places();
  await client.end();
  await expect(page.getByRole("main")).toContainText("Seven plain columns");
  expect(await places()).toEqual(before);
}
