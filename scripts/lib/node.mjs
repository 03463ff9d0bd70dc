import { readFileSync } from "node:fs";

const parse = (version) => version.split(".").map(Number);

/** Does `version` ("20.19.4") lie in `range`, a list of `^a.b.c` and `>=a.b.c` joined by `||`? */
export function fits(version, range) {
  const [major, minor, patch] = parse(version);
  return range.split("||").some((part) => {
    const [, sign, wanted] = /^\s*(\^|>=)(\d+\.\d+\.\d+)\s*$/.exec(part) ?? [];
    if (!wanted) throw new Error(`cannot read the range ${range}`);
    const [a, b, c] = parse(wanted);
    if (sign === "^" && major !== a) return false;
    if (major !== a) return major > a;
    return minor !== b ? minor > b : patch >= c;
  });
}

/** Stops the process with one sentence where this Node is not one that package.json's `engines` names. */
export function checkNode() {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  if (fits(process.versions.node, manifest.engines.node)) return;
  console.error(`Rollcall needs Node ${manifest.engines.node}; this is Node ${process.versions.node}.`);
  process.exit(1);
}
