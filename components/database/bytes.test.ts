import { expect, it } from "vitest";
import { formatBytes } from "./bytes";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [8192, "8.2 kB"],
  [999_600, "1.0 MB"],
  [1_234_567, "1.2 MB"],
  [9_960_000, "10 MB"],
  [5e15, "5000 TB"],
])("%d bytes read as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
