import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auth0 } from "@/lib/providers/auth0";
import { type Auth0Fake, domain, startAuth0 } from "@/lib/providers/fixtures/auth0";
import { listen } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { verifyWebhook } from "@/lib/providers/signature";
import type { Change } from "@/lib/providers/types";

const { webhook, feed } = auth0;

describe("Auth0", () => {
  let fake: Auth0Fake;
  let proxy: FaultProxy;
  let credentials: Parameters<typeof auth0.identify>[0];

  beforeAll(async () => {
    fake = await startAuth0();
    proxy = await startFaultProxy(fake.origin);
    credentials = auth0.credentials.parse(fake.credentials(proxy.origin));
  });
  afterAll(async () => {
    await proxy?.stop();
    await fake?.stop();
  });

  const tokens = () => proxy.seen("/oauth/token");
  /** Runs with an application that lacks this permission, and grants it again. */
  async function without<T>(scope: string, work: () => Promise<T>): Promise<T> {
    fake.scopes.delete(scope);
    fake.expireTokens();
    return work().finally(() => fake.scopes.add(scope));
  }

  describe("credentials", () => {
    it("take the domain in any case, and nothing but a domain", () => {
      const parse = (typed: string) => auth0.credentials.safeParse({ ...credentials, domain: typed });
      expect(parse(" Acme.EU.auth0.com ").data?.domain).toBe(domain);
      for (const odd of ["acme", "https://acme.auth0.com", "acme.auth0.com/x", "acme.auth0.com:80"])
        expect(parse(odd).success).toBe(false);
    });

    it("are asked for one token by many calls at once, and for another when it has ended", async () => {
      fake.expireTokens();
      const before = tokens();
      await Promise.all([1, 2, 3, 4].map(() => auth0.countUsers(credentials)));
      await auth0.identify(credentials);
      expect(tokens() - before).toBe(1);
    });

    it("that lack a permission are told which one", async () => {
      const refused = { code: "provider_refused", message: expect.stringContaining("read:users") };
      await without("read:users", () => expect(auth0.identify(credentials)).rejects.toMatchObject(refused));
    });

    it("use a permission that was granted after the token was given", async () => {
      await without("create:users", () => auth0.countUsers(credentials));
      const id = await auth0.createUser(credentials, { email: "later@example.com", name: null });
      await auth0.deleteUser(credentials, id);
    });

    it("name the tenant by its friendly name, or by its domain without the permission, with the token at hand", async () => {
      expect(await auth0.identify(credentials)).toEqual({ id: domain, name: "Acme Store" });
      await without("read:tenant_settings", async () => {
        await auth0.countUsers(credentials);
        const before = tokens();
        expect(await auth0.identify(credentials)).toEqual({ id: domain, name: domain });
        expect(tokens()).toBe(before);
      });
    });
  });

  describe("links", () => {
    it.each([
      ["acme.eu.auth0.com", "https://manage.auth0.com/dashboard/eu/acme/users"],
      ["acme.auth0.com", "https://manage.auth0.com/dashboard/us/acme/users"],
      ["login.example.com", "https://manage.auth0.com/#/users"],
    ])("lead from %s to its dashboard", (id, users) => {
      expect(auth0.links({ id, name: "Acme" }).users).toBe(users);
    });

    it("encode the id of a user", () => {
      const link = auth0.userLink({ id: domain, name: "Acme" }, credentials, "auth0|1/2");
      expect(link).toBe("https://manage.auth0.com/#/users/auth0%7C1%2F2");
    });
  });

  describe("walks", () => {
    beforeEach(async () => {
      await fake.addUsers(30);
      await fake.settle();
    });

    const walk = async () => {
      const met: string[] = [];
      for (let cursor: string | null = null, page = 0; page < 50; page++) {
        const { users, next } = await auth0.listUsers(credentials, cursor);
        met.push(...users.map(({ id }) => id));
        if (next === null) return met;
        cursor = next;
      }
      throw new Error("the walk does not end");
    };

    it("meet everyone once where instants lie across the ends of pages, and one fills several", async () => {
      const there = await walk();
      for (const count of [60, 70, 250, 1, 100, 100, 3]) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        there.push(...(await fake.addUsers(count)));
      }
      await fake.settle();
      expect((await walk()).toSorted()).toEqual(there.toSorted());
    });

    it("never take a search that ignored its query for the next page", async () => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      await fake.addUsers(80);
      await fake.settle();
      const { users, next } = await auth0.listUsers(credentials, null);
      const body = JSON.stringify({ users: users.map(({ raw }) => raw), total: 1000 });
      proxy.inject("/api/v2/users?", { status: 200, body });
      await expect(auth0.listUsers(credentials, next)).rejects.toMatchObject({ code: "provider_unavailable" });
    });

    it("survive an id with the marks of the query language in it", async () => {
      const position = (id: string) => JSON.stringify({ mode: "after", at: new Date().toISOString(), id });
      expect(await auth0.listUsers(credentials, position('auth0|a" OR b\\'))).toEqual({ users: [], next: null });
    });
  });

  it("lists who changed in the second that a time without milliseconds begins", async () => {
    const [id = ""] = await fake.addUsers(1);
    await fake.settle();
    const { updatedAt } = (await auth0.getUser(credentials, id)) ?? {};
    const since = String(updatedAt).replace(/\.\d+Z$/, "Z");
    const met: string[] = [];
    for (let cursor: string | null = null, page = 0; page < 50; page++) {
      const { users, next } = await auth0.listUpdated(credentials, since, cursor);
      met.push(...users.map((user) => user.id));
      cursor = next;
      if (cursor === null) break;
    }
    expect(met).toContain(id);
  });

  it("names the e-mail only where it is the e-mail that is refused", async () => {
    const create = (email: string, connection = credentials.connection) =>
      auth0.createUser({ ...credentials, connection }, { email, name: null });
    await expect(create("not an e-mail")).rejects.toMatchObject({ code: "invalid_input", field: "email" });
    await expect(create("x@example.com", "nope")).rejects.toMatchObject({ code: "provider_refused" });
  });

  describe("webhook", () => {
    const secret = "whsec_dGVzdA==";
    const received: { headers: Headers; raw: Buffer }[] = [];
    let status = 204;
    let endpoint: Awaited<ReturnType<typeof listen>>;

    beforeAll(async () => {
      endpoint = await listen(
        http.createServer(async (request, response) => {
          const parts: Buffer[] = [];
          for await (const part of request) parts.push(part);
          const headers = new Headers({ authorization: request.headers.authorization ?? "" });
          received.push({ headers, raw: Buffer.concat(parts) });
          response.writeHead(status).end();
        }),
      );
    });
    afterAll(() => endpoint?.stop());

    const register = () => webhook.register(credentials, { url: `${endpoint.origin}/hooks/1`, secret });
    const changes = (projectId = domain): Change[] =>
      received.flatMap(({ headers, raw }) =>
        webhook.parse(verifyWebhook(webhook.scheme, secret, headers, raw).body, projectId),
      );

    it("registers itself, hears of users with the feed's event ids, and takes itself back", async () => {
      const start = (await feed.start(credentials)) ?? "";
      const registration = await register();
      const [id = ""] = await fake.addUsers(1);
      await fake.changeUser(id);
      await fake.deleteUser(id);
      await fake.events.delivered();
      expect(changes().map(({ kind, updatedAt }) => [kind, updatedAt !== null])).toEqual([
        ["created", true],
        ["updated", true],
        ["deleted", false],
      ]);
      expect((await feed.poll(credentials, start))?.changes).toEqual(changes());
      expect(changes("another.eu.auth0.com")).toEqual([]);
      if (!registration) throw new Error("not registered");
      await webhook.unregister(credentials, registration);
      await webhook.unregister(credentials, registration);
      received.splice(0);
      await fake.addUsers(1);
      await fake.events.delivered();
      expect(received).toEqual([]);
    });

    it("revives a stream that Auth0 has disabled after failures, once", async () => {
      const registration = await register();
      if (!registration) throw new Error("not registered");
      expect(await webhook.revive(credentials, registration)).toBe(false);
      status = 500;
      await fake.addUsers(3);
      await fake.events.delivered();
      status = 204;
      expect(await webhook.revive(credentials, registration)).toBe(true);
      expect(await webhook.revive(credentials, registration)).toBe(false);
      received.splice(0);
      await fake.addUsers(1);
      await fake.events.delivered();
      expect(changes()).toHaveLength(1);
      await webhook.unregister(credentials, registration);
    });

    it("is left to a person without the permission", async () => {
      expect(await without("create:event_streams", register)).toBeNull();
    });
  });

  describe("feed", () => {
    const offset = "id: b2Zmc2V0OjE=\n";
    const inject = (body: string) =>
      proxy.inject("/api/v2/events", { status: 200, headers: { "content-type": "text/event-stream" }, body });

    it("is none without the permission", async () => {
      expect(await without("read:events", () => feed.start(credentials))).toBeNull();
    });

    it("begins at its own start where the stream stays silent or is not idle", async () => {
      for (const body of [":connected\n\n", `event: user.created\n${offset}data: {}\n\n`]) {
        inject(body);
        expect(await feed.start(credentials)).toMatch(/^from_timestamp=/);
      }
    });

    it("does not have a position that has expired or that nobody gave", async () => {
      const start = (await feed.start(credentials)) ?? "";
      await fake.addUsers(1);
      fake.events.forget();
      expect(await feed.poll(credentials, start)).toBeNull();
      expect(await feed.poll(credentials, "from=nonsense")).toBeNull();
      inject(`event: error\ndata: {"error":{"code":"cursor_expired","message":""}}\n\n`);
      expect(await feed.poll(credentials, "from=x")).toBeNull();
    });

    it("keeps what came before an error, and fails on an error alone or an event it cannot read", async () => {
      const failed = `event: error\ndata: {"error":{"code":"processing_error","message":""}}\n\n`;
      inject(`event: offset-only\n${offset}data: {}\n\n${failed}`);
      expect(await feed.poll(credentials, "from=x")).toEqual({
        changes: [],
        position: "from=b2Zmc2V0OjE%3D",
        more: true,
      });
      for (const body of [failed, `event: user.created\n${offset}data: {"event":{"type":"user.created"}}\n\n`]) {
        inject(body);
        await expect(feed.poll(credentials, "from=x")).rejects.toMatchObject({ code: "provider_unavailable" });
      }
    });
  });
});
