import { beforeEach, expect, it, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  return () => vi.unstubAllEnvs();
});

it("names every bad variable at once, and tells no value", async () => {
  vi.stubEnv("DATABASE_URL", "mysql://root:hunter2@db/x");
  vi.stubEnv("ROLLCALL_KEYS", "short");
  vi.stubEnv("PORT", "99999");
  const error = await import("./env").catch((thrown: Error) => thrown);
  const message = error instanceof Error ? error.message : "";
  for (const name of ["DATABASE_URL", "ROLLCALL_KEYS", "PORT"]) expect(message).toContain(name);
  expect(message).not.toContain("hunter2");
});

it("takes an empty variable for a missing one", async () => {
  vi.stubEnv("LOG_LEVEL", "");
  const { env } = await import("./env");
  expect(env.LOG_LEVEL).toBe("info");
});
