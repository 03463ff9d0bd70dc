import { describe, expect, it } from "vitest";
import { intentHeader, openIntent } from "./intent";
import { github, readGithub, verifiedPrimary } from "./way-github";
import { readClaims } from "./way-oidc";
import { identify, listWays } from "./ways";

type Asked = { url: string; token: string };

/** What GitHub's two endpoints answer, and what of them becomes an identity. */
async function comesBack(user: object, emails: unknown) {
  const asked: Asked[] = [];
  const client = {
    requestResource: async (url: string, token: string) => {
      asked.push({ url, token });
      return { body: Buffer.from(JSON.stringify(emails)) };
    },
    userinfo: async () => user,
  };
  const { userinfo } = github({ clientId: "id", clientSecret: "secret" }).options ?? {};
  const request = typeof userinfo === "object" ? userinfo.request : undefined;
  const context = { client, tokens: { access_token: "gho_1" } } as unknown as Parameters<
    NonNullable<typeof request>
  >[0];
  return { asked, identity: readGithub(await request?.(context)) };
}

const octocat = { id: 583231, login: "octocat", name: null, email: "shown@example.com" };

describe("GitHub", () => {
  it("is asked for its addresses: the one in the profile is what a person chose to show", async () => {
    const emails = [
      { email: "second@example.com", primary: false, verified: true },
      { email: "octo@example.com", primary: true, verified: true },
    ];
    const { asked, identity } = await comesBack(octocat, emails);
    expect(asked).toEqual([{ url: "https://api.github.com/user/emails", token: "gho_1" }]);
    expect(identity).toEqual({ subject: "583231", name: "octocat", email: "octo@example.com" });
  });

  it.each([
    ["the primary one is not verified", [{ email: "octo@example.com", primary: true, verified: false }]],
    ["only another one is verified", [{ email: "second@example.com", primary: false, verified: true }]],
    ["there are none", []],
    ["the token may not see them", { message: "Resource not accessible" }],
  ])("gives no address where %s", async (_why, emails) => {
    expect(verifiedPrimary(emails)).toBeNull();
    expect((await comesBack(octocat, emails)).identity.email).toBeNull();
  });

  it("names nobody by a login, which can change hands", () => {
    expect(() => readGithub({ login: "octocat", verifiedEmail: null })).toThrow();
  });
});

it.each([[true], ["true"], [1], [null], [undefined]])("email_verified: %j counts only as the truth", (verified) => {
  const { email } = readClaims({ sub: "1", email: "a@b.example", email_verified: verified });
  expect(email).toBe(verified === true ? "a@b.example" : null);
});

it("without its variables no way exists, and nobody comes back by one", () => {
  expect(listWays()).toEqual([]);
  expect(() => identify("github", octocat)).toThrow("no such way");
});

describe("what a sign-in carries", () => {
  const cookieIn = (header: string) => header.split(";")[0]?.split("=").slice(1).join("=");

  it("comes back as it was, and no script can read it", () => {
    const header = intentHeader({ invitation: "abc" });
    expect(header).toContain("HttpOnly; SameSite=Lax");
    expect(openIntent(cookieIn(header))).toEqual({ invitation: "abc" });
  });

  it("is nothing where it was made by somebody else", () => {
    for (const value of [undefined, "", "abc", "v1.test.AAAA.AAAA.AAAA", `{"linkTo":"s"}`]) {
      expect(openIntent(value)).toBeNull();
    }
  });
});
