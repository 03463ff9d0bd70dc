import { test as base, expect, type Page } from "@playwright/test";
import pg from "pg";
import { type Options, type Rollcall, startRollcall } from "./rollcall";

type Worker = {
  /** Specs that name their own share no console with others. */
  instance: string;
  /** What its console is started with, where a spec needs more than the usual. */
  options: Options;
  /** Addresses of ours that a spec makes fail, which the browser reports by itself. */
  expectedFailures: RegExp | null;
  /** A console of the spec's own: fresh data folder, real Postgres, real demo app, production build. */
  rollcall: Rollcall;
  /** The target as its superuser: an eye that is not Rollcall's. */
  target: pg.Pool;
  /** The console database, the same way. */
  consoleDb: pg.Pool;
};

async function withPool(connectionString: string, use: (pool: pg.Pool) => Promise<void>) {
  const pool = new pg.Pool({ connectionString, max: 2 });
  // Tests restart Postgres under it.
  pool.on("error", () => {});
  await use(pool);
  await pool.end();
}

export const test = base.extend<{ page: Page }, Worker>({
  instance: ["shared", { option: true, scope: "worker" }],
  options: [({ instance: _ }, use) => use({}), { scope: "worker" }],
  expectedFailures: [null, { option: true, scope: "worker" }],
  rollcall: [
    async ({ instance: _, options }, use) => {
      const rollcall = await startRollcall(options);
      await use(rollcall);
      await rollcall.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  target: [async ({ rollcall }, use) => withPool(rollcall.targetUrl, use), { scope: "worker" }],
  consoleDb: [async ({ rollcall }, use) => withPool(rollcall.consoleDbUrl, use), { scope: "worker" }],
  // A stray console error or page error fails the test; a provider's page, to which a sign-in there leads, is not ours.
  page: async ({ page, rollcall, expectedFailures }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      const { url } = message.location();
      const isOurs = url === "" || new URL(url).origin === new URL(rollcall.url).origin;
      const isExpected = expectedFailures?.test(url) && message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && isOurs && !isExpected) errors.push(`${message.text()} ${url}`);
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await use(page);
    expect(errors).toEqual([]);
  },
});

export { expect };
