import http from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listen } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { type OktaCounterpart, startOkta } from "@/lib/providers/fixtures/okta";
import { setStatus } from "@/lib/providers/fixtures/okta-users";
import { okta } from "@/lib/providers/okta";
import { verifyWebhook } from "@/lib/providers/signature";

type Credentials = ReturnType<typeof okta.credentials.parse>;

const denied = {
  status: 403,
  body: JSON.stringify({
    errorCode: "E0000006",
    errorSummary: "You do not have permission to perform the requested action",
    errorCauses: [],
  }),
};

let fake: OktaCounterpart;
let proxy: FaultProxy;
let credentials: Credentials;

beforeAll(async () => {
  fake = await startOkta();
  proxy = await startFaultProxy(fake.origin);
  credentials = okta.credentials.parse(fake.credentials(proxy.origin));
});
afterAll(async () => {
  await proxy?.stop();
  await fake?.stop();
});

async function walk(between: () => unknown = () => {}): Promise<string[]> {
  const met: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const { users, next } = await okta.listUsers(credentials, cursor);
    met.push(...users.map(({ id }) => id));
    if (next === null) return met;
    cursor = next;
    between();
  }
}

describe("Okta's credentials", () => {
  const filled = { orgUrl: "https://acme.okta.com", apiToken: "", clientId: "", privateKey: "" };

  it.each<[string, Partial<typeof filled>]>([
    ["apiToken", {}],
    ["privateKey", { clientId: "0oa1" }],
    ["privateKey", { clientId: "0oa1", privateKey: "-----BEGIN PRIVATE KEY-----" }],
    ["privateKey", { clientId: "0oa1", privateKey: '{"kty":"RSA","n":"AQAB","e":"AQAB"}' }],
    ["clientId", { privateKey: '{"kty":"RSA"}' }],
    ["orgUrl", { orgUrl: "acme.okta.com", apiToken: "00x" }],
  ])("name %s as what is wrong or missing", (field, typed) => {
    const issues = okta.credentials.safeParse({ ...filled, ...typed }).error?.issues;
    expect(issues?.map(({ path }) => path)).toEqual([[field]]);
  });

  it("take the Admin Console's address for the org's own, and link back to the console", () => {
    const typed = okta.credentials.parse({ orgUrl: "https://acme-admin.okta.com/admin/users", apiToken: "00x" });
    expect(okta.address(typed)).toBe("https://acme.okta.com");
    const project = { id: "00o1", name: "Acme" };
    expect(okta.links(project, typed).users).toBe("https://acme-admin.okta.com/admin/users");
    expect(okta.userLink(project, typed, "00u1")).toBe("https://acme-admin.okta.com/admin/user/profile/view/00u1");
  });
});

describe("Okta's service app", () => {
  const tokens = () => proxy.seen("/oauth2/v1/token");
  const app = (kind: "rsa" | "ec", form: "jwk" | "pem") => {
    const key = fake.auth.keys[kind];
    const text =
      form === "pem"
        ? String(key.export({ format: "pem", type: "pkcs8" }))
        : JSON.stringify(key.export({ format: "jwk" }));
    return okta.credentials.parse(fake.serviceApp(proxy.origin, text));
  };

  beforeEach(() => fake.auth.tokens.clear());

  it.each([
    ["rsa", "jwk"],
    ["rsa", "pem"],
    ["ec", "jwk"],
    ["ec", "pem"],
  ] as const)("signs with an %s key as %s", async (kind, form) => {
    expect((await okta.identify(app(kind, form))).name).toBe("Acme");
  });

  it("obtains one token for many calls, and another when that one has ended", async () => {
    await okta.identify(app("rsa", "jwk"));
    const before = tokens();
    await Promise.all([1, 2, 3].map(() => okta.identify(app("rsa", "jwk"))));
    expect(tokens() - before).toBe(0);
    fake.auth.tokens.clear();
    await Promise.all([1, 2, 3].map(() => okta.identify(app("rsa", "jwk"))));
    expect(tokens() - before).toBe(1);
  });

  it("names the scope that was not granted, and does without one that it does not need", async () => {
    fake.auth.grants.delete("okta.orgs.read");
    fake.auth.grants.delete("okta.eventHooks.manage");
    const refused = (scope: string) => ({ code: "provider_refused", message: expect.stringContaining(scope) });
    await expect(okta.identify(app("rsa", "jwk"))).rejects.toMatchObject(refused("okta.orgs.read"));
    const hooks = okta.webhook.revive(app("rsa", "jwk"), { id: "who1" });
    await expect(hooks).rejects.toMatchObject({ remedy: expect.stringContaining("okta.eventHooks.manage") });
    expect((await okta.listUsers(app("rsa", "jwk"), null)).next).toBeNull();
    fake.auth.grants.add("okta.orgs.read").add("okta.eventHooks.manage");
  });
});

describe("Okta's users", () => {
  const userOf = (id: string) => {
    const user = fake.directory.users.get(id);
    if (!user) throw new Error("nobody");
    return user;
  };

  it("are gone while they are deactivated, and back when they are activated", async () => {
    const [id = "", other = ""] = await fake.addUsers(2);
    setStatus(fake.directory, userOf(id), "DEPROVISIONED", "user.lifecycle.deactivate");
    await fake.settle?.();
    const since = "2020-01-01T00:00:00.000Z";
    expect(await okta.getUser(credentials, id)).toBeNull();
    const changed = (await okta.listUpdated(credentials, since, null)).users.map((user) => user.id);
    for (const met of [await walk(), changed]) {
      expect(met).toContain(other);
      expect(met).not.toContain(id);
    }
    setStatus(fake.directory, userOf(id), "ACTIVE", "user.lifecycle.activate");
    expect((await okta.getUser(credentials, id))?.raw.status).toBe("ACTIVE");
  });

  it("are met to the end from the last one's time on where a cursor has expired", async () => {
    const ids = await fake.addUsers(500);
    for (const [n, id] of ids.entries()) userOf(id).created = new Date(Date.UTC(2024, 0, 1, 0, 0, n)).toISOString();
    await fake.settle?.();
    const met = await walk(() => fake.directory.age++);
    expect(new Set(met)).toEqual(new Set(await walk()));
    // Each new beginning repeats the last user only.
    expect(met.length - new Set(met).size).toBeLessThan(5);
  });

  it.each([
    ["another host", `<https://evil.example.com/api/v1/users?after=x>; rel="next"`],
    ["no cursor", `<ORIGIN/api/v1/users>; rel="next"`],
    ["no address", `<>; rel="next"`],
  ])("are not believed to go on where the next page has %s", async (_what, link) => {
    const headers = { link: link.replace("ORIGIN", proxy.origin) };
    proxy.inject("/api/v1/users?", { status: 200, headers, body: "[]" });
    await expect(okta.listUsers(credentials, null)).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it("are created without an e-mail to them, whatever name they have", async () => {
    fake.directory.mailed.splice(0);
    const one = await okta.createUser(credentials, { email: "grace@example.com", name: "Grace" });
    const two = await okta.createUser(credentials, { email: "m.curie@example.com", name: null });
    expect((await okta.getUser(credentials, one))?.name).toBe("Grace -");
    expect((await okta.getUser(credentials, two))?.name).toBe("m.curie -");
    expect(fake.directory.mailed).toEqual([]);
  });

  it("name the role that is missing where Okta refuses the token's admin", async () => {
    proxy.inject("/api/v1/users?", denied);
    const refused = { code: "provider_refused", remedy: expect.stringContaining("read users") };
    await expect(okta.listUsers(credentials, null)).rejects.toMatchObject(refused);
  });
});

describe("Okta's event hooks", () => {
  const secret = "the secret of this endpoint, in an Authorization header";
  const received: { headers: Headers; raw: Buffer }[] = [];
  let endpoint: { origin: string; stop(): Promise<void> };
  let isAnswering = true;

  beforeAll(async () => {
    const { header, key } = okta.webhook.challenge;
    endpoint = await listen(
      http.createServer(async (request, response) => {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part);
        const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
        if (request.method === "POST") received.push({ headers, raw: Buffer.concat(parts) });
        response.end(JSON.stringify(isAnswering ? { [key]: headers.get(header) } : {}));
      }),
    );
  });
  afterAll(() => endpoint?.stop());

  const register = () => okta.webhook.register(credentials, { url: `${endpoint.origin}/hook`, secret });
  const hookOf = (id = "") => fake.events.hooks.get(id) ?? { status: "", verificationStatus: "" };

  it("deliver several events at once, which the log knows by the same ids", async () => {
    await fake.settle?.();
    const position = (await okta.feed.start(credentials)) ?? "";
    const registration = await register();
    expect(hookOf(registration?.id)).toMatchObject({ status: "ACTIVE", verificationStatus: "VERIFIED" });
    const ids = await fake.addUsers(2);
    await fake.settle?.();
    const [delivery] = received.splice(0);
    if (!delivery || !registration) throw new Error("nothing came");
    const { body } = verifyWebhook(okta.webhook.scheme, secret, delivery.headers, delivery.raw);
    const changes = okta.webhook.parse(body);
    expect(changes.map(({ userId, kind }) => [userId, kind])).toEqual(
      ids.flatMap((id) => [
        [id, "created"],
        [id, "updated"],
      ]),
    );
    expect((await okta.feed.poll(credentials, position))?.changes).toEqual(changes);
    await okta.webhook.unregister(credentials, registration);
    await okta.webhook.unregister(credentials, registration);
    expect(fake.events.hooks.size).toBe(0);
  });

  it("are left to a person where Okta refuses them, or does not reach the endpoint, and leave nothing behind", async () => {
    proxy.inject("/api/v1/eventHooks", denied);
    expect(await register()).toBeNull();
    isAnswering = false;
    expect(await register()).toBeNull();
    isAnswering = true;
    expect(fake.events.hooks.size).toBe(0);
  });

  it("deliver again after they were deactivated or are no longer verified, and say so", async () => {
    const registration = (await register()) ?? { id: "" };
    const revive = () => okta.webhook.revive(credentials, registration);
    expect(await revive()).toBe(false);
    for (const lapse of [{ status: "INACTIVE" }, { verificationStatus: "UNVERIFIED" }]) {
      Object.assign(hookOf(registration.id), lapse);
      expect(await revive()).toBe(true);
      expect(hookOf(registration.id)).toMatchObject({ status: "ACTIVE", verificationStatus: "VERIFIED" });
    }
    fake.events.hooks.clear();
    await expect(revive()).rejects.toMatchObject({ code: "provider_refused" });
  });
});

describe("Okta's System Log", () => {
  const start = async () => (await okta.feed.start(credentials)) ?? "";

  it("is not there for an admin who may not read it", async () => {
    proxy.inject("/api/v1/logs", denied);
    expect(await okta.feed.start(credentials)).toBeNull();
  });

  it("moves its position only with what has happened, and has forgotten a position of an earlier age", async () => {
    const { position = "" } = (await okta.feed.poll(credentials, await start())) ?? {};
    expect((await okta.feed.poll(credentials, position))?.position).toBe(position);
    const [id = ""] = await fake.addUsers(1);
    expect((await okta.feed.poll(credentials, position))?.changes[0]?.userId).toBe(id);
    fake.events.age++;
    expect(await okta.feed.poll(credentials, position)).toBeNull();
  });

  it("has forgotten what is older than its retention, though it answers without a word of that", async () => {
    const at = new Date(Date.now() - 91 * 86_400_000).toISOString();
    expect(await okta.feed.poll(credentials, JSON.stringify({ at, after: null }))).toBeNull();
  });

  it("begins by Okta's clock where ours is ahead, so that nothing falls in between", async () => {
    fake.events.log.splice(0);
    const date = new Date(Date.now() - 60_000).toUTCString();
    proxy.inject("/api/v1/logs", { status: 200, headers: { date }, body: "[]" });
    const position = await start();
    const [id] = await fake.addUsers(1);
    for (const event of fake.events.log) event.published = new Date(Date.now() - 30_000).toISOString();
    expect((await okta.feed.poll(credentials, position))?.changes[0]?.userId).toBe(id);
  });
});
