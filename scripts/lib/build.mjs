import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exitOf } from "./process.mjs";
import { Refusal, say } from "./say.mjs";
import { root } from "./settings.mjs";

const sources = [
  ...["app", "components", "lib", "db", "inngest", "public"],
  ...["next.config.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json", "instrumentation.ts", "proxy.ts"],
];
export const next = "node_modules/next/dist/bin/next";

/** The build checks that variables are there and bakes none of them in. */
const placeholders = {
  DATABASE_URL: "postgres://build@127.0.0.1:1/build",
  ROLLCALL_KEYS: `build:${Buffer.alloc(32).toString("base64")}`,
  NEXTAUTH_SECRET: "only there while the console is being built",
  NEXTAUTH_URL: "http://localhost:3000",
};

/** The providers' counterparts are no part of the console, and their packages are many. */
function* filesUnder(place) {
  if (!existsSync(place) || path.basename(place) === "fixtures") return;
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    const inside = path.join(place, entry.name);
    if (entry.isDirectory()) yield* filesUnder(inside);
    else yield inside;
  }
}

/** A hash over the names and contents of everything that the build reads under `base`; tests do not count. */
export function hashSources(base) {
  const files = sources.flatMap((name) => {
    const place = path.join(base, name);
    return path.extname(name) ? (existsSync(place) ? [place] : []) : [...filesUnder(place)];
  });
  const hash = createHash("sha256");
  for (const file of files.filter((each) => !/\.test\.tsx?$/.test(each)).sort()) {
    hash
      .update(`${path.relative(base, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Builds the console where its sources changed since the last build. `stack` learns how to stop the build. */
export async function build(stack) {
  const stamp = path.join(root, ".next/rollcall-sources");
  const hash = hashSources(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  say("Building the console (about half a minute)");
  const env = { ...process.env, ...placeholders, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [next, "build"], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  stack.push(async () => {
    child.kill();
    await exitOf(child);
  });
  await exitOf(child);
  if (child.exitCode !== 0) throw new Refusal(`${said}\nThe console could not be built: the reason is above.`);
  writeFileSync(stamp, hash);
}
