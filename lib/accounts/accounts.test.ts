import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { accounts, signInLinks } from "@/db/schema";
import { hashToken, newToken } from "@/lib/crypto";
import { createConsole } from "@/test/console";
import { createActor } from "@/test/integration";
import { findActor, listSessions, revokeSession } from "./sessions";
import { signInByLink } from "./sign-in-by-link";

beforeAll(async () => {
  await createConsole();
});

async function newLink(minutes = 15) {
  const token = newToken();
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  await db()
    .insert(signInLinks)
    .values({ tokenHash: hashToken(token), expiresAt });
  return token;
}

it("a link signs in once, even when it is used twice at the same moment", async () => {
  const token = await newLink();
  const used = await Promise.all([signInByLink(token, "a"), signInByLink(token, "b")]);
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await signInByLink(token, "c")).toBeNull();
});

it("an expired link and an unknown one sign nobody in", async () => {
  expect(await signInByLink(await newLink(-1), "a")).toBeNull();
  expect(await signInByLink(newToken(), "a")).toBeNull();
  expect(await signInByLink("", "a")).toBeNull();
});

it("only the first link makes an owner; later ones sign the same one in", async () => {
  const [one, two] = [await signInByLink(await newLink(), "a"), await signInByLink(await newLink(), "b")];
  expect(one?.accountId).toBe(two?.accountId);
  expect(await db().select().from(accounts)).toHaveLength(1);
});

it("a revoked session speaks for nobody from then on, and nobody revokes another's", async () => {
  const signedIn = await signInByLink(await newLink(), "a browser");
  const actor = await findActor(signedIn?.sessionId ?? "");
  if (!actor) throw new Error("no actor");
  const stranger = await createActor("Stranger");
  await expect(revokeSession(stranger, actor.sessionId)).rejects.toMatchObject({ code: "not_found" });
  expect(await listSessions(actor)).toContainEqual(expect.objectContaining({ userAgent: "a browser", current: true }));
  await revokeSession(actor, actor.sessionId);
  expect(await findActor(actor.sessionId)).toBeNull();
  await db().delete(accounts).where(eq(accounts.id, stranger.accountId));
});
