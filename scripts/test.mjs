import { checkNode } from "./lib/node.mjs";

checkNode();
const { install, installCounterparts } = await import("./lib/install.mjs");
const { giveUp } = await import("./lib/say.mjs");
try {
  await Promise.all([install(), installCounterparts()]);
  const { check } = await import("./lib/check.mjs");
  process.exitCode = await check({ fast: process.argv.includes("--fast") });
} catch (error) {
  giveUp(error);
}
