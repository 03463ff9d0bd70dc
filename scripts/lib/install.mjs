import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal, say } from "./say.mjs";
import { root } from "./settings.mjs";

const packagesOf = (...file) => JSON.parse(readFileSync(path.join(...file), "utf8")).packages;

/**
 * Does what npm noted in node_modules equal the lockfile? Packages for other platforms are noted nowhere.
 * `wanted` and `installed` are the `packages` of the two lockfiles.
 */
export const isInstalled = (wanted, installed) =>
  Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === "") return true;
    const found = installed[place];
    return found ? found.version === version : optional === true;
  });

function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const direct = cli && path.basename(cli).startsWith("npm-cli");
  const [command, first] = direct ? [process.execPath, [cli]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
      shell: !direct && process.platform === "win32",
    };
    spawn(command, [...first, ...args], options)
      .once("exit", resolve)
      .once("error", reject);
  });
}

const flags = ["--include=dev", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/** Brings the node_modules of a folder to what its lockfile says. `about` is for the terminal. */
async function installIn(folder, about, ...more) {
  const noted = path.join(folder, "node_modules/.package-lock.json");
  if (existsSync(noted) && isInstalled(packagesOf(folder, "package-lock.json"), packagesOf(noted))) return;
  say(about);
  if ((await npm(["ci", ...flags, ...more], folder)) === 0) return;
  say("npm ci did not work; trying npm install");
  if ((await npm(["install", ...flags, ...more], folder)) !== 0)
    throw new Refusal("npm could not install the packages: its own words are above.");
}

/** What the product needs; development packages too: the build needs some of them. */
export const install = () => installIn(root, "Installing packages (about a minute the first time)");

/** Where the providers' own SDKs and emulators are, which only tests need. */
export const counterparts = path.join(root, "lib/providers/fixtures");

/** None of them needs a script of its own to run. */
export const installCounterparts = () =>
  installIn(counterparts, "Installing the providers' own SDKs and emulators (for tests only)", "--ignore-scripts");
