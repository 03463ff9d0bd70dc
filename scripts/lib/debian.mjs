import { spawnSync } from "node:child_process";

/** Runs a command with its errors on the terminal; true if it ends well. */
export const succeeds = (command, args) =>
  spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;

/** Installs one of Debian's packages where this process is root and apt is there; true if it is installed now. */
export const installFromDebian = (name) =>
  process.getuid?.() === 0 &&
  succeeds("apt-get", ["-qq", "update"]) &&
  succeeds("apt-get", ["-qq", "install", "-y", "--no-install-recommends", name]);
