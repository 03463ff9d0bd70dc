import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Refusal, say } from "./say.mjs";
import { root } from "./settings.mjs";

const packagesOf = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;

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

function npm(args) {
  const cli = process.env.npm_execpath;
  const direct = cli && path.basename(cli).startsWith("npm-cli");
  const [command, first] = direct ? [process.execPath, [cli]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const options = {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      shell: !direct && process.platform === "win32",
    };
    spawn(command, [...first, ...args], options)
      .once("exit", resolve)
      .once("error", reject);
  });
}

/** Brings node_modules to what the lockfile says. Development packages too: the build needs some of them. */
export async function install() {
  const noted = "node_modules/.package-lock.json";
  if (existsSync(path.join(root, noted)) && isInstalled(packagesOf("package-lock.json"), packagesOf(noted))) return;
  say("Installing packages (about a minute the first time)");
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  if ((await npm(["ci", ...flags])) === 0) return;
  say("npm ci did not work; trying npm install");
  if ((await npm(["install", ...flags])) !== 0)
    throw new Refusal("npm could not install the packages: its own words are above.");
}
