import { afterEach, describe, expect, it, vi } from "vitest";

/** `startBackground` of a process with these variables. */
async function startWith(variables: Record<string, string>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  vi.resetModules();
  const { startBackground } = await import("./start");
  return startBackground();
}
afterEach(() => {
  vi.unstubAllEnvs();
});

const server = { INNGEST_BASE_URL: "http://127.0.0.1:8288" };
const keys = { INNGEST_EVENT_KEY: "0123", INNGEST_SIGNING_KEY: "4567" };

describe("a start with an Inngest server", () => {
  it("is refused without the keys that calls are signed with", async () => {
    await expect(startWith(server)).rejects.toThrow("both INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY");
    await expect(startWith({ ...server, ...keys, INNGEST_SIGNING_KEY: "" })).rejects.toThrow("INNGEST_SIGNING_KEY");
    await expect(startWith({ ...server, ...keys, INNGEST_DEV: "0" })).resolves.toBeUndefined();
  });

  it("is refused in development mode, which checks no signatures, where others can reach the console", async () => {
    await expect(startWith({ INNGEST_DEV: "1", HOST: "0.0.0.0" })).rejects.toThrow("HOST");
    await expect(startWith({ INNGEST_DEV: "1", HOST: "127.0.0.1" })).resolves.toBeUndefined();
  });
});
