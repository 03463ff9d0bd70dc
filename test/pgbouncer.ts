import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "@/lib/target/types";
import { pgbouncerPath } from "../scripts/lib/pgbouncer.mjs";
import { freePort } from "../scripts/lib/ports.mjs";
import { serverUser } from "../scripts/lib/postgres-files.mjs";
import { exitOf } from "../scripts/lib/process.mjs";

/** As it is usually run before an application: fewer server connections than clients, and every role looked up in the server. */
const config = (port: number, server: number, dir: string) => `
[databases]
* = host=127.0.0.1 port=${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
auth_type = scram-sha-256
auth_file = ${path.join(dir, "users.txt")}
auth_user = postgres
`;

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.end());
  });

async function untilItAnswers(child: ChildProcess, port: number): Promise<void> {
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer stopped at once: ${said.trim().split("\n").at(-1)}`);
    await sleep(20);
  }
}

/** PgBouncer in transaction mode before the server on `server`. It does not run as root either. */
async function startPgBouncer(server: number): Promise<{ port: number; stop(): Promise<void> }> {
  const program = pgbouncerPath();
  if (!program) throw new Error("there is no pgbouncer on the PATH");
  const dir = mkdtempSync(path.join(tmpdir(), "rollcall-pgbouncer-"));
  chmodSync(dir, 0o755);
  const port = await freePort();
  writeFileSync(path.join(dir, "users.txt"), '"postgres" "test"\n');
  writeFileSync(path.join(dir, "pgbouncer.ini"), config(port, server, dir));
  const child = spawn(program, ["-q", path.join(dir, "pgbouncer.ini")], {
    ...serverUser(),
    cwd: dir,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await untilItAnswers(child, port);
  return {
    port,
    stop: async () => {
      child.kill("SIGTERM");
      await exitOf(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A way to a target: the same database, through a PgBouncer of its own. */
export async function throughPgBouncer(server: number) {
  const { port, stop } = await startPgBouncer(server);
  return { through: (connection: Connection): Connection => ({ ...connection, port }), stop };
}
