import { describe, expect, it } from "vitest";
import { isInstalled } from "./install.mjs";

const wanted = {
  "": {},
  "node_modules/a": { version: "1.0.0" },
  "node_modules/a-darwin": { version: "1.0.0", optional: true },
};

describe("isInstalled", () => {
  it("does without the packages of other platforms", () => {
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.0" } })).toBe(true);
  });

  it("sees a missing package, another version of one, and a stale platform package", () => {
    expect(isInstalled(wanted, {})).toBe(false);
    expect(isInstalled(wanted, { "node_modules/a": { version: "0.9.0" } })).toBe(false);
    const stale = { "node_modules/a": { version: "1.0.0" }, "node_modules/a-darwin": { version: "0.9.0" } };
    expect(isInstalled(wanted, stale)).toBe(false);
  });
});
