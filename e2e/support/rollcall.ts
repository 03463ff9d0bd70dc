import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { isFree } from "../../scripts/lib/ports.mjs";

const root = path.resolve(import.meta.dirname, "../..");

export type Options = { dataDir?: string; port?: number; env?: Record<string, string> };
export type Part = "start" | "console" | "demo" | "postgres";
type Ready = { url: string; link: string; demoUrl: string; psql: string };

export type Rollcall = Ready & {
  dataDir: string;
  /** Superuser addresses of the demo app's database, which is the target, and of the console database. */
  targetUrl: string;
  consoleDbUrl: string;
  newLink(): Promise<{ link: string }>;
  /** SIGKILL, as if the power had gone for this one process. Resolves once it was sent. */
  kill(part: Part): Promise<void>;
  /** Ctrl-C, until everything is down; a data folder of its own is removed. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Starts again on the same data and port, after a stop if it still runs; `link` is a new one then. */
  restart(): Promise<void>;
};

/**
 * A port that is free for the console, with the next one free for the demo app. Below those that the system gives to
 * connections: one of them could be taken between this look and the start.
 */
export async function freePair(): Promise<number> {
  for (;;) {
    const port = 15_000 + 2 * Math.floor(Math.random() * 8_000);
    if ((await isFree(port, "127.0.0.1")) && (await isFree(port + 1, "127.0.0.1"))) return port;
  }
}

/** Resolves with the line that `--json` prints when everything is healthy; rejects with all words if it ends before. */
function untilReady(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    child.stderr?.on("data", (chunk) => said.push(String(chunk)));
    if (child.stdout) {
      createInterface(child.stdout).on("line", (line) => {
        if (line.startsWith("{")) resolve(JSON.parse(line));
        else said.push(`${line}\n`);
      });
    }
    child.once("exit", (code) => reject(new Error(`start.mjs ended with ${code}:\n${said.join("")}`)));
  });
}

function makeDataDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "rollcall-e2e-"));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(dir, 0o711);
  return dir;
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** The start script as a process that can be started, interrupted and killed. */
class StartScript {
  #child?: ChildProcess;
  constructor(
    private readonly dir: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  start(): Promise<Ready> {
    const args = ["scripts/start.mjs", "--json"];
    this.#child = spawn(process.execPath, args, { cwd: root, env: this.env, stdio: ["ignore", "pipe", "pipe"] });
    return untilReady(this.#child);
  }

  /** Ctrl-C, until everything is down. Resolves with the exit code. */
  async interrupt(): Promise<number | null> {
    const child = this.#child;
    if (!child || ended(child)) return child?.exitCode ?? null;
    const gone = once(child, "exit");
    child.kill("SIGINT");
    await gone;
    return child.exitCode;
  }

  async kill(part: Part): Promise<void> {
    const state = JSON.parse(readFileSync(path.join(this.dir, "state.json"), "utf8"));
    process.kill(part === "start" ? state.pid : state.parts[part], "SIGKILL");
    if (part === "start" && this.#child && !ended(this.#child)) await once(this.#child, "exit");
  }

  async newLink(): Promise<{ link: string }> {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ["scripts/link.mjs"], { cwd: root, env: this.env });
    return { link: stdout.trim() };
  }
}

/**
 * Starts all of Rollcall as `npm start` does, by default on data and ports of its own.
 * The environment's own DATABASE_URL and NEXTAUTH_URL do not count: it is always the built-in Postgres.
 */
export async function startRollcall({ dataDir, port, env }: Options = {}): Promise<Rollcall> {
  const dir = dataDir ?? makeDataDir();
  const settings = {
    DATA_DIR: dir,
    PORT: String(port ?? (await freePair())),
    HOST: "",
    DATABASE_URL: "",
    NEXTAUTH_URL: "",
  };
  const script = new StartScript(dir, { ...process.env, ...settings, ...env });
  const ready = await script.start();
  const inDatabase = (name: string) => ready.psql.replace(/[^/]+$/, name);
  const rollcall: Rollcall = {
    ...ready,
    dataDir: dir,
    targetUrl: inDatabase("todos"),
    consoleDbUrl: inDatabase("rollcall"),
    newLink: () => script.newLink(),
    kill: (part) => script.kill(part),
    async stop() {
      const code = await script.interrupt();
      if (!dataDir) rmSync(dir, { recursive: true, force: true });
      return code;
    },
    async restart() {
      await script.interrupt();
      Object.assign(rollcall, await script.start());
    },
  };
  return rollcall;
}
