import { checkNode } from "./lib/node.mjs";

checkNode();
const fast = process.argv.includes("--fast");
const { install, installCounterparts } = await import("./lib/install.mjs");
const { installFromDebian } = await import("./lib/debian.mjs");
const { chromiumPackages } = await import("./lib/chromium.mjs");
const { pgbouncerPackages } = await import("./lib/pgbouncer.mjs");
const { giveUp } = await import("./lib/say.mjs");
try {
  const tools = fast ? [] : [...chromiumPackages(), ...pgbouncerPackages()];
  await Promise.all([install(), installCounterparts(), installFromDebian(tools)]);
  const { check } = await import("./lib/check.mjs");
  process.exitCode = await check({ fast });
} catch (error) {
  giveUp(error);
}
