import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { build } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { pgbouncerPath } from "./pgbouncer.mjs";
import { exitOf } from "./process.mjs";
import { say } from "./say.mjs";
import { root } from "./settings.mjs";
import { add, countsOfPlaywright, countsOfVitest, sum, summary } from "./tally.mjs";

const bin = (name) => path.join("node_modules", name);
const tools = {
  lint: [[bin("@biomejs/biome/bin/biome"), "check", "."]],
  types: [
    [bin("next/dist/bin/next"), "typegen"],
    [bin("typescript/bin/tsc"), "--noEmit"],
  ],
  unused: [[bin("knip/bin/knip.js")]],
};

/** Runs Node on `args`, its words on the terminal; true if it ends well. */
async function passes(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await exitOf(child);
  return child.exitCode === 0;
}

/** A check without tests of its own counts only when it fails: as one failure. */
async function plain(name, commands) {
  say(name);
  for (const args of commands) if (!(await passes(args))) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: 0, failed: 0, skipped: 0 };
}

/** Runs a test runner that writes a JSON report to `file`. A runner that fails without a failed test is a failure too. */
async function runner(name, args, file, counts, env) {
  say(name);
  const ok = await passes(args, env);
  const found = existsSync(file)
    ? counts(JSON.parse(readFileSync(file, "utf8")))
    : { passed: 0, failed: 0, skipped: 0 };
  return ok || found.failed > 0 ? found : add(found, { passed: 0, failed: 1, skipped: 0 });
}

const unit = (file) =>
  runner(
    "Unit and integration tests",
    [bin("vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    file,
    countsOfVitest,
  );

const browser = (file) =>
  runner(
    "Browser tests",
    [bin("@playwright/test/cli.js"), "test", "--reporter=list,json", "--pass-with-no-tests"],
    file,
    countsOfPlaywright,
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  );

async function built() {
  try {
    await build([]);
    await ensureChromium();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

/** Runs the stages one after another and prints what they add up to; `fast` leaves out the browser. Returns the exit code. */
export async function check({ fast }) {
  const reports = mkdtempSync(path.join(os.tmpdir(), "rollcall-reports-"));
  const results = [
    await plain("Lint", tools.lint),
    await plain("Types", tools.types),
    await plain("Unused code", tools.unused),
  ];
  if (!pgbouncerPath()) say("There is no PgBouncer here: the tests that go through it are skipped.");
  results.push(await unit(path.join(reports, "unit.json")));
  if (!fast)
    results.push(
      (await built()) ? await browser(path.join(reports, "browser.json")) : { passed: 0, failed: 1, skipped: 0 },
    );
  rmSync(reports, { recursive: true });
  const total = sum(results);
  console.log(`\n${summary(total)}`);
  return total.failed > 0 ? 1 : 0;
}
