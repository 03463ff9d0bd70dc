import http from "node:http";
import type { BetterAuthOptions } from "better-auth";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { betterAuth } from "@/lib/providers/better-auth";
import { asAdmin } from "@/lib/providers/better-auth-session";
import { type BetterAuthServer, type Endpoint, startBetterAuth } from "@/lib/providers/fixtures/better-auth";
import { listen } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { newWebhookSecret, verifyWebhook } from "@/lib/providers/signature";
import { createDatabase } from "@/test/database";

describe("Better Auth", () => {
  const endpoints: Endpoint[] = [];
  let server: BetterAuthServer;
  let proxy: FaultProxy;
  let credentials: Parameters<typeof betterAuth.identify>[0];

  beforeAll(async () => {
    server = await startBetterAuth(await createDatabase(), { endpoints });
    proxy = await startFaultProxy(server.origin);
    credentials = betterAuth.credentials.parse(server.credentials(proxy.origin));
  });
  afterAll(async () => {
    await proxy?.stop();
    await server?.stop();
  });

  const signIns = () => proxy.seen("/sign-in/email");

  it("signs in once for many calls at the same time, and keeps the session", async () => {
    const before = signIns();
    await Promise.all([1, 2, 3, 4].map(() => betterAuth.identify(credentials)));
    await betterAuth.countUsers(credentials);
    expect(signIns() - before).toBe(1);
  });

  it("signs in once more when the session has ended, for all calls that meet it together", async () => {
    await betterAuth.identify(credentials);
    await server.endSessions();
    const before = signIns();
    await Promise.all([1, 2, 3, 4].map(() => betterAuth.identify(credentials)));
    expect(signIns() - before).toBe(1);
  });

  it("signs in once for many users where it is refused, and again a little later", async () => {
    const wrong = { ...credentials, password: "not yet the password" };
    const refused = () => expect(betterAuth.getUser(wrong, "a")).rejects.toMatchObject({ code: "provider_refused" });
    const before = signIns();
    await Promise.all([refused(), refused()]);
    await refused();
    expect(signIns() - before).toBe(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_000 });
    await refused();
    vi.useRealTimers();
    expect(signIns() - before).toBe(2);
  });

  it("names the admin role to a user who may not list", async () => {
    const [admin = ""] = server.initial;
    await server.setRole(admin, "user");
    const refused = { code: "provider_refused", remedy: expect.stringContaining("admin") };
    await expect(betterAuth.identify(credentials)).rejects.toMatchObject(refused);
    await server.setRole(admin, "admin");
  });

  it("never takes the empty 200 of a failed query for an empty server", async () => {
    const empty = { users: [], total: 0 };
    const real = await asAdmin(credentials, "/admin/list-users?sortBy=nothing", { schema: z.unknown() });
    expect(real).toEqual(empty);
    const failed = { code: "provider_unavailable", message: expect.stringContaining("not even the admin") };
    const { countUsers, identify } = betterAuth;
    for (const call of [
      () => betterAuth.listUsers(credentials, null),
      () => countUsers(credentials),
      () => identify(credentials),
    ]) {
      proxy.inject("/admin/list-users", { status: 200, body: JSON.stringify(empty) });
      await expect(call()).rejects.toMatchObject(failed);
    }
    expect(await betterAuth.countUsers(credentials)).toBe(1);
  });

  it("counts its users and names itself by its address", async () => {
    await server.addUsers(2);
    expect(await betterAuth.countUsers(credentials)).toBe(3);
    expect(await betterAuth.identify({ ...credentials, baseUrl: `${credentials.baseUrl}/` })).toEqual({
      id: `${proxy.origin}/api/auth`,
      name: new URL(proxy.origin).host,
    });
  });

  it("registers our endpoint with the plug-in and takes it back, twice without complaint", async () => {
    const endpoint = { url: "https://rollcall.example.com/api/webhooks/1", secret: "whsec_c2VjcmV0" };
    await betterAuth.webhook.register(credentials, endpoint);
    expect(endpoints).toEqual([endpoint]);
    await betterAuth.webhook.unregister(credentials);
    await betterAuth.webhook.unregister(credentials);
    expect(endpoints).toEqual([]);
  });

  it("leaves the webhook to a person where the plug-in is missing", async () => {
    const plain = await startBetterAuth(await createDatabase());
    const parsed = betterAuth.credentials.parse(plain.credentials(plain.origin));
    expect(await betterAuth.webhook.register(parsed, { url: "https://rollcall.example.com", secret: "s" })).toBeNull();
    await expect(betterAuth.webhook.unregister(parsed)).resolves.toBeUndefined();
    await plain.stop();
  });

  it("reads the time of a change from its event", () => {
    const event = { type: "user.updated", data: { id: "u1", updatedAt: "2026-01-02T03:04:05.678Z" } };
    expect(betterAuth.webhook.parse(event)).toEqual([
      { userId: "u1", kind: "updated", updatedAt: "2026-01-02T03:04:05.678Z" },
    ]);
  });

  it("does not delete the admin as whom it reads, and names an e-mail that is none", async () => {
    const [admin = ""] = server.initial;
    await expect(betterAuth.deleteUser(credentials, admin)).rejects.toMatchObject({ code: "conflict" });
    expect(await betterAuth.getUser(credentials, admin)).not.toBeNull();
    const wrong = betterAuth.createUser(credentials, { email: "nobody", name: null });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_input", field: "email" });
  });

  it("gives code to paste with which Better Auth sends every sign-up, change and deletion", async () => {
    const secret = newWebhookSecret();
    const taken: { headers: Headers; raw: Buffer }[] = [];
    const receiver = await listen(
      http.createServer(async (request, response) => {
        const raw = Buffer.concat(await request.toArray());
        taken.push({ headers: new Headers(request.headers as Record<string, string>), raw });
        response.writeHead(204).end();
      }),
    );
    const { code } = betterAuth.webhook.snippet(`${receiver.origin}/api/webhooks/1`);
    const { databaseHooks } = optionsIn(code.replace("SIGNING_SECRET", secret));
    const pasted = await startBetterAuth(await createDatabase(), { databaseHooks });
    const theirs = betterAuth.credentials.parse(pasted.credentials(pasted.origin));
    taken.length = 0;
    const id = await betterAuth.createUser(theirs, { email: "ada@example.com", name: "Ada" });
    const update = { method: "POST", body: { userId: id, data: { name: "Ada L." } }, schema: z.unknown() } as const;
    await asAdmin(theirs, "/admin/update-user", update);
    await betterAuth.deleteUser(theirs, id);
    const changes = taken.flatMap(({ headers, raw }) =>
      betterAuth.webhook.parse(verifyWebhook(betterAuth.webhook.scheme, secret, headers, raw).body),
    );
    expect(changes.map(({ kind, userId }) => [kind, userId])).toEqual([
      ["created", id],
      ["updated", id],
      ["deleted", id],
    ]);
    expect(changes.every(({ updatedAt }) => Date.parse(updatedAt ?? "") > 0)).toBe(true);
    await pasted.stop();
    await receiver.stop();
  });
});

/** What the pasted code hands to Better Auth: without its imports and types it is a function's body. */
function optionsIn(code: string): BetterAuthOptions {
  const script = code
    .replace(/^import .*$/gm, "")
    .replace("(type: string, user: { id: string; updatedAt: Date })", "(type, user)")
    .replace("export const auth =", "return");
  return new Function("Webhook", "betterAuth", script)(Webhook, (options: BetterAuthOptions) => options);
}
