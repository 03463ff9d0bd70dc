import { expect, it } from "vitest";
import { hashToken, newToken, open, seal } from "./crypto";

it("opens what it sealed, and nothing that was moved to another place or altered", () => {
  const sealed = seal("postgres://a:b@c/d", "project:1");
  expect(open(sealed, "project:1")).toBe("postgres://a:b@c/d");
  expect(() => open(sealed, "project:2")).toThrow();
  expect(() => open(`${sealed.slice(0, -2)}AA`, "project:1")).toThrow();
  expect(sealed).not.toContain("postgres");
});

it("stores a token only as its hash", () => {
  const token = newToken();
  expect(hashToken(token)).toHaveLength(64);
  expect(hashToken(token)).not.toContain(token);
});
