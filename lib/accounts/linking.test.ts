// First: it sets what lib/env reads when it is loaded.
import "@/test/sign-in";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { identities } from "@/db/schema";
import { requireActor } from "@/lib/session";
import { inRequest } from "@/test/next-request";
import { actorOf, home, oidc, visitor } from "@/test/sign-in";
import { getAccount, unlinkIdentity } from "./identities";
import { revokeSession } from "./sessions";

const reasonOf = (error: unknown) =>
  error instanceof Error && "digest" in error ? String(error.digest) : String(error);

const grace = { sub: "grace", name: "Grace Hopper", email: "grace@example.com", email_verified: true };
const twin = { sub: "twin", name: "Twin", email: "twin@acme.example", email_verified: true };

/** A browser in which somebody has signed in. */
async function enter(who: typeof grace) {
  oidc.now = who;
  const browser = visitor();
  await browser.signIn("oidc");
  const actor = await actorOf(browser);
  if (!actor) throw new Error("no actor");
  return { browser, actor };
}

it("a signed-in person links another identity to their own account, and comes in by it", async () => {
  const { browser, actor } = await enter(grace);
  oidc.now = { sub: "grace-at-home", name: "G" };
  expect(await browser.signIn("oidc", { link: "true" })).toBe("/account?linked=oidc");
  expect((await actorOf(browser))?.sessionId).toBe(actor.sessionId);
  const other = visitor();
  await other.signIn("oidc");
  expect((await actorOf(other))?.accountId).toBe(actor.accountId);
  const key = `oidc:${oidc.issuer}`;
  await unlinkIdentity(actor, { provider: key, subject: "grace-at-home" });
  expect(await visitor().signIn("oidc")).toBe("/sign-in?error=stranger");
  await expect(unlinkIdentity(actor, { provider: key, subject: "grace" })).rejects.toMatchObject({ code: "conflict" });
  oidc.now = grace;
  expect(await visitor().signIn("oidc")).toBe("/projects");
});

it("of two identities that are unlinked at the same moment one stays: the account keeps a way in", async () => {
  const { browser, actor } = await enter(grace);
  oidc.now = { sub: "grace-at-work" };
  await browser.signIn("oidc", { link: "true" });
  const all = (await getAccount(actor)).identities;
  const outcomes = await Promise.allSettled(all.map((identity) => unlinkIdentity(actor, identity)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [left] = (await getAccount(actor)).identities;
  for (const { subject } of all) {
    oidc.now = { sub: subject };
    const stays = subject === left?.subject;
    expect(await visitor().signIn("oidc", {})).toBe(stays ? "/projects" : "/sign-in?error=stranger");
  }
  await db().update(identities).set({ subject: "grace" }).where(eq(identities.accountId, actor.accountId));
});

it("an identity of somebody else cannot be linked, and stays theirs", async () => {
  const before = (await enter(twin)).actor;
  const { browser } = await enter(grace);
  oidc.now = twin;
  expect(await browser.signIn("oidc", { link: "true" })).toBe("/account?linked=taken");
  expect((await enter(twin)).actor.accountId).toBe(before.accountId);
});

it("linking needs the session that began it: without one, or after its end, it links nothing", async () => {
  const stranger = oidc.now;
  const { browser, actor } = await enter(grace);
  const before = await db().$count(identities);
  oidc.now = stranger;
  expect(await visitor().signIn("oidc", { link: "true" })).toBe("/sign-in?error=stranger");
  const back = await browser.follow(await browser.begin("oidc", { link: "true" }));
  await revokeSession(actor, actor.sessionId);
  expect((await browser.ask(back)).headers.get("location")).toBe("/sign-in?error=session");
  expect(await db().$count(identities)).toBe(before);
});

it("a revoked session sees nothing at its next click: pages lead to sign-in", async () => {
  const { browser } = await enter(grace);
  const asPage = () => inRequest(home, { headers: { cookie: browser.cookie() } }, () => requireActor().catch(reasonOf));
  const actor = await asPage();
  if (typeof actor === "string") throw new Error(actor);
  expect(actor.name).toBe("Grace Hopper");
  await revokeSession(actor, actor.sessionId);
  expect(await asPage()).toContain("/sign-in");
  const told = await (await browser.ask(`${home}/api/auth/session`)).text();
  expect(told).not.toContain("Grace");
});
