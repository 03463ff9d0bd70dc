import { encode } from "next-auth/jwt";
import { db } from "@/db/client";
import { startSession } from "@/lib/accounts/start-session";
import { env } from "@/lib/env";
import { type Connected, connectProvider, walkToTheEnd } from "./console";
import type { Bench } from "./figure";
import { fillUsers } from "./filled";
import { makeHistory } from "./history";
import { startProvider } from "./provider";
import { idOf } from "./users";
import { buildBoth, type Served, serveConsole, serveEmpty } from "./web";

/** Those whom the provider has too. */
const known = 1000;
const projects = 50;

export type SignedIn = {
  console: Served;
  /** A Next server whose one page is empty. */
  empty: Served;
  /** What a signed-in browser sends. */
  cookie: { name: string; value: string };
  projectId: string;
  /** Somebody whom provider and table both have. */
  userId: string;
  targetUrl: string;
  stop(): Promise<void>;
};

async function signIn({ actor }: Connected): Promise<SignedIn["cookie"]> {
  const account = { id: actor.accountId, name: actor.name };
  const { sessionId } = await db().transaction((tx) => startSession(tx, account, "Bench"));
  return {
    name: "next-auth.session-token",
    value: await encode({ token: { sessionId }, secret: env.NEXTAUTH_SECRET }),
  };
}

/** The built console with `users` in the table of one of 50 projects, somebody who is signed in, and the empty page beside it. */
export async function startSignedIn(bench: Bench, users: number): Promise<SignedIn> {
  await buildBoth(bench.quick);
  const provider = await startProvider(known);
  const connected = await connectProvider(bench.server, provider.origin);
  const { projectId, integrationId, targetUrl } = connected;
  await walkToTheEnd(integrationId);
  await fillUsers(targetUrl, { schema: "neon_auth", integrationId, adopted: false }, users - known);
  await makeHistory(connected, projects, bench.quick ? 100 : 5_000);
  const cookie = await signIn(connected);
  await bench.server.checkpoint();
  bench.note(`${users} users, and somebody signed in`);
  const [console, empty] = await Promise.all([serveConsole(connected.consoleUrl), serveEmpty()]);
  const stop = async () => {
    await Promise.all([console.stop(), empty.stop()]);
    await connected.end();
    await provider.stop();
  };
  return { console, empty, cookie, projectId, userId: idOf(7), targetUrl, stop };
}

/** The core pages, by what they show. */
export const corePages = ({ projectId, userId }: Pick<SignedIn, "projectId" | "userId">): Record<string, string> => {
  const auth = `/projects/${projectId}/auth`;
  return {
    overview: "/projects",
    users: auth,
    usersSearch: `${auth}?q=hopper`,
    status: `${auth}/status`,
    activity: `${auth}/activity`,
    user: `${auth}/users/${userId}`,
  };
};
