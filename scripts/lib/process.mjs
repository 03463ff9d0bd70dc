import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./settings.mjs";

const leash = path.join(root, "scripts/lib/leash.mjs");

/** The command line of a living process, or "" where there is none; a number alone may have been given anew. */
export function commandOf(pid) {
  try {
    process.kill(pid, 0);
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
  } catch {
    return "";
  }
}

/**
 * Starts Node on `args` in a process group of its own, so that a terminal's Ctrl-C does not reach it, and on a leash:
 * when this process is killed, it ends too. `output` is a file descriptor or "inherit".
 */
export function spawnNode(args, { env, output }) {
  return spawn(process.execPath, ["--import", leash, ...args], {
    cwd: root,
    env: { ...process.env, ...env, ROLLCALL_LEASH: "1" },
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
}

/** Resolves when the process is gone. */
export const exitOf = (child) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once("exit", resolve));

/** Kills a process, or what is left of its group where it is gone itself. */
export function killGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

/**
 * Ends a process: `signal` first, and after `patience` milliseconds its whole group by force. The console may need
 * some of them for the step that it is in.
 */
export async function end(child, signal = "SIGTERM", patience = 25_000) {
  const gone = exitOf(child);
  child.kill(signal);
  const timer = new AbortController();
  const late = sleep(patience, "late", { signal: timer.signal }).catch(() => undefined);
  if ((await Promise.race([gone, late])) === "late") killGroup(child);
  timer.abort();
  await gone;
}
