import { checkNode } from "./lib/node.mjs";

checkNode();
// Only now: the rest is written for the Node that was just checked.
const { start } = await import("./lib/start.mjs");
await start(process.argv.slice(2));
