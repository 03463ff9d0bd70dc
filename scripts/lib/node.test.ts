import { describe, expect, it } from "vitest";
import { fits } from "./node.mjs";

describe("fits", () => {
  const range = "^20.19.0 || >=22.12.0";

  it.each(["20.19.0", "20.20.2", "22.12.0", "22.13.1", "24.0.0"])("accepts Node %s", (version) => {
    expect(fits(version, range)).toBe(true);
  });

  it.each(["14.21.3", "18.20.8", "20.9.0", "20.18.9", "21.7.0", "22.0.0", "22.11.9"])("refuses Node %s", (version) => {
    expect(fits(version, range)).toBe(false);
  });
});
