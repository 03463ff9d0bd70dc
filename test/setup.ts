import { afterEach, beforeEach, expect, vi } from "vitest";

// Set before any module reads lib/env. Values are for tests only.
process.env.DATABASE_URL ??= "postgres://unused@127.0.0.1:1/unused";
process.env.ROLLCALL_KEYS ??= `test:${Buffer.alloc(32, 7).toString("base64")}`;
process.env.NEXTAUTH_SECRET ??= "a secret for tests, at least 32 characters";
process.env.NEXTAUTH_URL ??= "http://localhost:3000";
process.env.ALLOW_PRIVATE_NETWORK ??= "true";
process.env.LOG_LEVEL ??= "silent";

// A stray console.error is a failure that nobody looked at.
beforeEach(() => {
  vi.spyOn(console, "error");
});
afterEach(() => {
  expect(vi.mocked(console.error).mock.calls).toEqual([]);
  vi.restoreAllMocks();
});
