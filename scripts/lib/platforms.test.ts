import { describe, expect, it } from "vitest";
import { complete, machineOf } from "./platforms.mjs";

describe("machineOf", () => {
  it.each([
    ["@next/swc-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
    ["@next/swc-win32-x64-msvc", { os: ["win32"], cpu: ["x64"] }],
    ["@biomejs/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@tailwindcss/oxide-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
    ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
  ])("reads %s", (name, machine) => {
    expect(machineOf(name)).toEqual(machine);
  });
});

describe("complete", () => {
  const parent = {
    version: "1.2.0",
    dev: true,
    optionalDependencies: { "x-linux-x64": "1.2.0", "x-darwin-x64": "^1.2.0" },
  };
  const packages = {
    "": {},
    "node_modules/x": parent,
    "node_modules/x-linux-x64": { version: "1.2.0", integrity: "sha512-" },
  };

  it("adds the platform packages that npm dropped, at the version that their parent asks for", () => {
    expect(complete(packages)["node_modules/x-darwin-x64"]).toEqual({
      version: "1.2.0",
      dev: true,
      optional: true,
      cpu: ["x64"],
      os: ["darwin"],
    });
  });

  it("leaves alone what is there, and a second run adds nothing", () => {
    const once = complete(packages);
    expect(once["node_modules/x-linux-x64"]).toBe(packages["node_modules/x-linux-x64"]);
    expect(complete(once)).toEqual(once);
  });

  it("sees a package beside its parent, inside another package", () => {
    const nested = {
      "node_modules/a/node_modules/x": parent,
      "node_modules/a/node_modules/x-linux-x64": { version: "1.2.0" },
    };
    expect(Object.keys(complete(nested))).not.toContain("node_modules/x-linux-x64");
  });

  it("adds a package beside its parent where the one that Node would find is of another major version", () => {
    const old = { ...packages, "node_modules/x-linux-x64": { version: "2.0.0" } };
    expect(complete(old)["node_modules/x/node_modules/x-linux-x64"]).toMatchObject({
      version: "1.2.0",
      optional: true,
    });
  });
});
