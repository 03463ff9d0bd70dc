import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { checkNode } from "./lib/node.mjs";

checkNode();
const { install } = await import("./lib/install.mjs");
const { exitOf } = await import("./lib/process.mjs");
const { giveUp } = await import("./lib/say.mjs");
const { root } = await import("./lib/settings.mjs");

/** Nothing of the caller's own console, database or engine is touched. */
const env = {
  ...process.env,
  NODE_ENV: "production",
  DATABASE_URL: "postgres://unused@127.0.0.1:1/unused",
  ROLLCALL_KEYS: `bench:${randomBytes(32).toString("base64")}`,
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
  NEXTAUTH_URL: "http://localhost:3000",
  HOST: "127.0.0.1",
  LOG_LEVEL: "error",
  ALLOW_PRIVATE_NETWORK: "true",
  INNGEST_DEV: "",
  INNGEST_BASE_URL: "",
  INNGEST_EVENT_KEY: "",
};

try {
  await install();
  const args = ["--import", "tsx", "--max-old-space-size=8192", "bench/run.ts", ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  await exitOf(child);
  process.exitCode = child.exitCode ?? 1;
} catch (error) {
  giveUp(error);
}
