import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";
import { chromiumPath } from "./scripts/lib/chromium.mjs";

const executablePath = chromiumPath(chromium.executablePath(), existsSync);

// Each test starts the console that it needs, on a data folder of its own: see e2e/support/rollcall.ts.
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/build.ts",
  // Mostly waiting for other processes; three fit on two cores.
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    // A trace of every test costs a good part of the time that the tests take.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] },
  },
});
