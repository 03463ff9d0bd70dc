import { existsSync } from "node:fs";
import { installFromDebian, succeeds } from "./debian.mjs";
import { Refusal, say } from "./say.mjs";

const system = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
];

/** The browser that the tests use: a named one, Playwright's own (`bundled`), or one that the system has. */
export const chromiumPath = (bundled, exists, env = process.env) =>
  [env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH, bundled, ...system].find((file) => file && exists(file));

/** Installs a Chromium where there is none: Debian's where apt can, with all that it needs; else Playwright's. */
export async function ensureChromium() {
  const { chromium } = await import("@playwright/test");
  const found = () => chromiumPath(chromium.executablePath(), existsSync);
  if (found()) return;
  say("Installing Chromium");
  if (installFromDebian("chromium") && found()) return;
  if (succeeds(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]) && found()) return;
  throw new Refusal("No Chromium could be installed: install one, or name it in PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH.");
}
