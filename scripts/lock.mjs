// Completes each package-lock.json after `npm install`; see lib/platforms.mjs for what npm can leave out.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { counterparts } from "./lib/install.mjs";
import { complete } from "./lib/platforms.mjs";
import { root } from "./lib/settings.mjs";

for (const folder of [root, counterparts]) {
  const file = path.join(folder, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const packages = complete(lock.packages);
  writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${Object.keys(packages).length - Object.keys(lock.packages).length} packages added`);
}
