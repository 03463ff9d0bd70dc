import { checkNode } from "./lib/node.mjs";

checkNode();
const { install } = await import("./lib/install.mjs");
const { build } = await import("./lib/build.mjs");
const { giveUp } = await import("./lib/say.mjs");

await install()
  .then(() => build([]))
  .catch(giveUp);
