import { existsSync } from "node:fs";
import { succeeds } from "./debian.mjs";
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

/** Debian's package where the system has no Chromium. */
export const chromiumPackages = () => (chromiumPath(undefined, existsSync) ? [] : ["chromium"]);

/** Installs Playwright's Chromium where there is none by now. */
export async function ensureChromium() {
  const { chromium } = await import("@playwright/test");
  const found = () => chromiumPath(chromium.executablePath(), existsSync);
  if (found()) return;
  say("Installing Playwright's Chromium");
  const installed = await succeeds(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  if (installed && found()) return;
  throw new Refusal("No Chromium could be installed: install one, or name it in PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH.");
}
