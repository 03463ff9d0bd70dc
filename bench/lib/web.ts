import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { build, next } from "../../scripts/lib/build.mjs";
import { waitHealthy } from "../../scripts/lib/health.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { exitOf, spawnNode } from "../../scripts/lib/process.mjs";
import { root } from "../../scripts/lib/settings.mjs";
import { Child } from "./child";

const naive = "bench/naive";
const idOf = (dir: string) => path.join(root, dir, ".next/BUILD_ID");

/** Whether the other Next server was built after the last word of its sources. */
function isNaiveBuilt(): boolean {
  if (!existsSync(idOf(naive))) return false;
  const app = path.join(root, naive, "app");
  const changed = readdirSync(app, { recursive: true }).map((file) => statSync(path.join(app, String(file))).mtimeMs);
  return statSync(idOf(naive)).mtimeMs > Math.max(...changed);
}

async function buildNaive(): Promise<void> {
  const child = spawnNode([next, "build", naive], { env: { NEXT_TELEMETRY_DISABLED: "1" }, output: 2 });
  await exitOf(child);
  if (child.exitCode !== 0) throw new Error("the textbook handler could not be built");
}

/** Production builds of the console and of the other Next server; a quick run takes what is there. */
export async function buildBoth(quick: boolean): Promise<void> {
  if (!quick || !existsSync(idOf("."))) await build([]);
  if (!quick || !isNaiveBuilt()) await buildNaive();
}

export type Served = { url: string; pid: number; stop(): Promise<void> };

async function serve(dir: string, health: string, env: (port: number) => Record<string, string>): Promise<Served> {
  const port = await freePort();
  const own = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", HOST: "127.0.0.1", PORT: String(port) };
  const child = new Child([next, "start", dir, "-p", String(port), "-H", "127.0.0.1"], { ...own, ...env(port) });
  const url = `http://127.0.0.1:${port}`;
  await waitHealthy(dir, `${url}${health}`, child.process, "its words are above", 60);
  return { url, pid: child.process.pid ?? 0, stop: () => child.stop() };
}

/** The console as `npm start` serves it, its embedded engine with it. */
export const serveConsole = (consoleUrl: string): Promise<Served> =>
  serve(".", "/api/ready", (port) => ({ DATABASE_URL: consoleUrl, NEXTAUTH_URL: `http://127.0.0.1:${port}` }));

/** The textbook handler, as a route of a Next server too. */
export const serveNaive = (databaseUrl: string, secret: string): Promise<Served> =>
  serve(naive, "/hook", () => ({ USERS_DATABASE_URL: databaseUrl, WEBHOOK_SECRET: secret }));

/** That Next server for the empty page that it has too. */
export const serveEmpty = (): Promise<Served> => serve(naive, "/", () => ({}));
