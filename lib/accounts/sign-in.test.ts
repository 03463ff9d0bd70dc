// First: it sets what lib/env reads when it is loaded.
import "@/test/sign-in";
import { eq } from "drizzle-orm";
import { createElement, Fragment, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, expect, it } from "vitest";
import InvitePage from "@/app/invite/[token]/page";
import SignInPage from "@/app/sign-in/page";
import { db } from "@/db/client";
import { accounts, auditLog, identities, invitations, members, projects, sessions, signInLinks } from "@/db/schema";
import { getAccount } from "@/lib/accounts/identities";
import { hashToken, newToken } from "@/lib/crypto";
import { listProjects } from "@/lib/projects/list-projects";
import { inRequest } from "@/test/next-request";
import { actorOf, home, oidc, type Visitor, visitor } from "@/test/sign-in";

let projectId: string;

async function invite(role: "admin" | "viewer" = "viewer", days = 1) {
  const token = newToken();
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  await db()
    .insert(invitations)
    .values({ tokenHash: hashToken(token), projectId, role, invitedBy: "x", expiresAt });
  return token;
}

beforeAll(async () => {
  const place = { name: "Storefront", connection: "x", host: "h", database: "d", role: "r" };
  const [project] = await db().insert(projects).values(place).returning();
  projectId = project?.id ?? "";
});

it("an allow-listed address that the issuer has verified gets an account, and no project", async () => {
  oidc.now = { sub: "grace", name: "Grace Hopper", email: "Grace@Example.com", email_verified: true };
  const browser = visitor();
  expect(await browser.signIn("oidc")).toBe("/projects");
  const actor = await actorOf(browser);
  if (!actor) throw new Error("no actor");
  expect(actor.name).toBe("Grace Hopper");
  expect(await listProjects(actor)).toEqual([]);
  const [session] = await db().select().from(sessions).where(eq(sessions.id, actor.sessionId));
  expect(session?.userAgent).toBe("Firefox of a test");
  expect(await getAccount(actor)).toMatchObject({ identities: [{ way: "Acme SSO", email: "Grace@Example.com" }] });
});

it("a known identity comes back to the same account, whatever its address is by now", async () => {
  const before = await db().$count(accounts);
  oidc.now = { sub: "grace", name: "Grace Hopper", email: "somebody@else.example", email_verified: true };
  const [one, two] = [visitor(), visitor()];
  await one.signIn("oidc");
  await two.signIn("oidc");
  expect((await actorOf(one))?.accountId).toBe((await actorOf(two))?.accountId);
  expect(await db().$count(accounts)).toBe(before);
});

it.each([
  ["nobody has heard of", { email: "mallory@example.com", email_verified: true }],
  ["whose allow-listed address is not verified", { email: "grace@example.com", email_verified: false }],
  ["whose address is verified in a word, not in truth", { email: "grace@example.com", email_verified: "true" }],
  ["whose issuer says nothing of verifying", { email: "eve@acme.example" }],
  ["whose domain only ends like an allowed one", { email: "eve@notacme.example", email_verified: true }],
  ["whose domain is below an allowed one", { email: "eve@evil.acme.example", email_verified: true }],
  ["whose address merely looks allowed", { email: "eve@acme.example@evil.example", email_verified: true }],
])("a stranger %s gets in nowhere and leaves nothing behind", async (_who, claims) => {
  Object.assign(oidc.now, claims);
  const [accountsBefore, identitiesBefore] = [await db().$count(accounts), await db().$count(identities)];
  const browser = visitor();
  expect(await browser.signIn("oidc")).toBe("/sign-in?error=stranger");
  expect(await actorOf(browser)).toBeNull();
  expect([await db().$count(accounts), await db().$count(identities)]).toEqual([accountsBefore, identitiesBefore]);
});

it("the same address from another subject is another person, who gets no one's account", async () => {
  const shared = { name: "Twin", email: "twin@acme.example", email_verified: true };
  const seen = [];
  for (const sub of ["twin-1", "twin-2"]) {
    oidc.now = { sub, ...shared };
    const browser = visitor();
    await browser.signIn("oidc");
    seen.push((await actorOf(browser))?.accountId);
  }
  expect(new Set(seen).size).toBe(2);
});

it("the same person in two tabs at once becomes one account", async () => {
  Object.assign(oidc.now, { email: "tabs@acme.example", email_verified: true });
  const before = await db().$count(accounts);
  const tabs = [visitor(), visitor()];
  const returns = await Promise.all(tabs.map(async (tab) => tab.follow(await tab.begin("oidc"))));
  await Promise.all(tabs.map((tab, n) => tab.ask(returns[n] ?? "")));
  expect(await db().$count(accounts)).toBe(before + 1);
  const [one, two] = await Promise.all(tabs.map(actorOf));
  expect(one?.accountId).toBeDefined();
  expect(one?.accountId).toBe(two?.accountId);
});

it("an invitation lets a stranger in once, as its role says, and the audit log has it", async () => {
  const token = await invite("admin");
  const browser = visitor();
  expect(await browser.signIn("oidc", { invitation: token })).toBe("/projects");
  const actor = await actorOf(browser);
  if (!actor) throw new Error("no actor");
  expect(await db().select().from(members).where(eq(members.accountId, actor.accountId))).toMatchObject([
    { projectId, role: "admin" },
  ]);
  const logged = await db().select().from(auditLog).where(eq(auditLog.accountId, actor.accountId));
  expect(logged.map(({ verb }) => verb).sort()).toEqual(["account.create", "invitation.accept"]);
  oidc.now = { sub: "another" };
  expect(await visitor().signIn("oidc", { invitation: token })).toBe("/sign-in?error=invitation");
});

it("an invitation whose time is over, or that was never made, lets nobody in", async () => {
  const before = await db().$count(accounts);
  for (const invitation of [await invite("viewer", -1), newToken()]) {
    expect(await visitor().signIn("oidc", { invitation })).toBe("/sign-in?error=invitation");
  }
  expect(await db().$count(accounts)).toBe(before);
});

it("an invitation of one sign-in does not stick to the next in the same browser", async () => {
  const browser = visitor();
  await browser.begin("oidc", { invitation: await invite() });
  expect(await browser.signIn("oidc")).toBe("/sign-in?error=stranger");
});

it("an invitation cannot be slipped into a sign-in under way by a page elsewhere", async () => {
  const token = await invite();
  const browser = visitor();
  const back = await browser.follow(await browser.begin("oidc"));
  const body = new URLSearchParams({ csrfToken: "guessed", invitation: token });
  await browser.ask(`${home}/api/auth/signin/oidc`, { method: "POST", body });
  const answer = await browser.ask(back);
  expect(answer.headers.get("location")).toBe("/sign-in?error=stranger");
});

it("an address counts from a signed ID token too, and only with its own verification", async () => {
  oidc.forge = { email: "signed@acme.example", email_verified: true };
  expect(await visitor().signIn("oidc")).toBe("/projects");
  oidc.now = { sub: "unsigned", email: "unsigned@acme.example", email_verified: true };
  oidc.forge = { email: "unsigned@acme.example" };
  expect(await visitor().signIn("oidc")).toBe("/sign-in?error=stranger");
});

it.each([
  ["for another audience", { aud: "somebody-else" }],
  ["of another issuer", { iss: "https://evil.example" }],
  ["for another sign-in", { nonce: "replayed" }],
  ["that is long over", { exp: 1 }],
])("an ID token %s is refused, even with a true signature", async (_what, forged) => {
  Object.assign(oidc.now, { email: "eve@acme.example", email_verified: true });
  oidc.forge = forged;
  const before = await db().$count(accounts);
  const browser = visitor();
  expect(await browser.signIn("oidc")).toBe("/api/auth/error?error=OAuthCallback");
  expect(await actorOf(browser)).toBeNull();
  expect(await db().$count(accounts)).toBe(before);
});

it("userinfo about somebody else than the ID token is refused", async () => {
  Object.assign(oidc.now, { email: "eve@acme.example", email_verified: true });
  oidc.forge = { sub: "grace" };
  const browser = visitor();
  expect(await browser.signIn("oidc")).toBe("/api/auth/error?error=OAuthCallback");
  expect(await actorOf(browser)).toBeNull();
});

it("an answer that another browser asked for is refused", async () => {
  oidc.now = { sub: "grace" };
  const theirs = visitor();
  const back = await theirs.follow(await theirs.begin("oidc"));
  const victim = visitor();
  await victim.begin("oidc");
  const answer = await victim.ask(back);
  expect(answer.headers.get("location")).toContain("/api/auth/error?error=OAuthCallback");
  expect(await actorOf(victim)).toBeNull();
});

it("a page that was opened shows the ways in, and opening an invitation uses nothing up", async () => {
  const token = await invite();
  const shown = async (page: Promise<ReactNode>) => renderToStaticMarkup(createElement(Fragment, null, await page));
  const props = { params: Promise.resolve({ token }), searchParams: Promise.resolve({}) };
  for (let n = 0; n < 2; n++) {
    const html = await inRequest(home, {}, () => shown(InvitePage(props)));
    expect(html).toContain("Storefront");
    expect(html).toContain("Continue with Acme SSO");
  }
  const refused = { params: Promise.resolve({}), searchParams: Promise.resolve({ error: "stranger" }) };
  expect(await inRequest(home, {}, () => shown(SignInPage(refused)))).toContain("You have no account here.");
  expect(await visitor().signIn("oidc", { invitation: token })).toBe("/projects");
  const used = await inRequest(home, {}, () => shown(InvitePage(props)));
  expect(used).toContain("This invitation was used.");
  expect(used).not.toContain("Storefront");
});

it("the one-time link still signs the first owner in, once, by the POST behind its button", async () => {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 60_000);
  await db()
    .insert(signInLinks)
    .values({ tokenHash: hashToken(token), expiresAt });
  const enter = async (browser: Visitor) => {
    const { csrfToken } = await (await browser.ask(`${home}/api/auth/csrf`)).json();
    const body = new URLSearchParams({ csrfToken, token, json: "true" });
    return (await browser.ask(`${home}/api/auth/callback/link`, { method: "POST", body })).status;
  };
  const [one, two] = [visitor(), visitor()];
  expect([await enter(one), await enter(two)]).toEqual([200, 401]);
  expect((await actorOf(one))?.name).toBe("Owner");
  expect(await actorOf(two)).toBeNull();
});

it("the console's log cannot be written to from outside", async () => {
  const answer = await visitor().ask(`${home}/api/auth/_log`, { method: "POST", body: "level=error&code=x" });
  expect(answer.status).toBe(404);
});

it("an invitation makes no account by name where people can sign in as somebody", async () => {
  const browser = visitor();
  const { csrfToken } = await (await browser.ask(`${home}/api/auth/csrf`)).json();
  const body = new URLSearchParams({ csrfToken, token: await invite(), name: "Anybody", json: "true" });
  const answer = await browser.ask(`${home}/api/auth/callback/invitation`, { method: "POST", body });
  expect(answer.status).toBe(401);
  expect(await actorOf(browser)).toBeNull();
});
