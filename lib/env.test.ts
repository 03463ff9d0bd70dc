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

it("refuses a way to sign in that is set up by half, and an allow list that would let anybody in", async () => {
  vi.stubEnv("OIDC_ISSUER", "https://id.example.com");
  vi.stubEnv("OIDC_SECRET", "hunter2");
  vi.stubEnv("SIGN_IN_EMAILS", "*@*");
  const error = await import("./env").catch((thrown: Error) => thrown);
  const message = error instanceof Error ? error.message : "";
  expect(message).toContain("SIGN_IN_EMAILS");
  expect(message).not.toContain("hunter2");
  vi.stubEnv("SIGN_IN_EMAILS", "Dana@Example.com, *@acme.example");
  vi.resetModules();
  await expect(import("./env")).rejects.toThrow(/OIDC_ID: goes with/);
  vi.stubEnv("OIDC_ID", "rollcall");
  vi.resetModules();
  expect((await import("./env")).env.SIGN_IN_EMAILS).toEqual(["dana@example.com", "*@acme.example"]);
});
