import { beforeAll, expect, it } from "vitest";

// Read once, when lib/env is loaded: so everything that loads it is imported after this.
Object.assign(process.env, {
  ...{ GITHUB_ID: "id", GITHUB_SECRET: "secret", GOOGLE_ID: "id", GOOGLE_SECRET: "secret" },
  SIGN_IN_EMAILS: "grace@example.com",
});
const { createConsole } = await import("@/test/console");
const { createActor } = await import("@/test/integration");
const { db } = await import("@/db/client");
const { accounts, identities, sessions } = await import("@/db/schema");
const { signInOptions } = await import("@/lib/auth");

/** What next-auth does with whoever an issuer has confirmed: true lets them in, an address sends them there. */
const comesBack = (provider: string, profile: object) => {
  const { callbacks } = signInOptions({ userAgent: "", intent: null, currentActor: async () => null });
  const account = { type: "oauth" as const, provider, providerAccountId: "x" };
  return callbacks?.signIn?.({ user: { id: "x" }, account, profile });
};

const rows = async () => [await db().$count(accounts), await db().$count(identities), await db().$count(sessions)];

const octocat = { id: 583231, login: "octocat", name: null };

beforeAll(async () => {
  await createConsole();
  await createActor("Owner");
});

it.each([
  ["GitHub", "github", { ...octocat, verifiedEmail: "octo@example.com" }],
  [
    "GitHub, with an allow-listed address in the profile only,",
    "github",
    { ...octocat, email: "grace@example.com", verifiedEmail: null },
  ],
  ["Google", "google", { sub: "1", email: "eve@example.com", email_verified: true }],
  [
    "Google, with an allow-listed address that is not verified,",
    "google",
    { sub: "1", email: "grace@example.com", email_verified: false },
  ],
])("a stranger with a working account at %s gets in nowhere and leaves nothing behind", async (_who, way, profile) => {
  const before = await rows();
  expect(await comesBack(way, profile)).toBe("/sign-in?error=stranger");
  expect(await rows()).toEqual(before);
});

it.each([
  ["github", { ...octocat, verifiedEmail: "grace@example.com" }],
  ["google", { sub: "1", email: "grace@example.com", email_verified: true }],
])("the verified allow-listed address of somebody at %s lets them in", async (way, profile) => {
  expect(await comesBack(way, profile)).toBe(true);
});
