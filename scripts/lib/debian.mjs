import { spawn } from "node:child_process";
import { say } from "./say.mjs";

/** Runs a command with its errors on the terminal; true if it is there and ends well. */
export const succeeds = (command, args) =>
  new Promise((resolve) => {
    spawn(command, args, { stdio: ["ignore", "ignore", "inherit"] })
      .once("error", () => resolve(false))
      .once("exit", (code) => resolve(code === 0));
  });

/** Installs these of Debian's packages where this process is root and apt is there. Whether they came, callers look. */
export async function installFromDebian(names) {
  if (names.length === 0 || process.getuid?.() !== 0) return;
  say(`Installing ${names.join(" and ")}`);
  if (await succeeds("apt-get", ["-qq", "update"]))
    await succeeds("apt-get", ["-qq", "install", "-y", "--no-install-recommends", ...names]);
}
