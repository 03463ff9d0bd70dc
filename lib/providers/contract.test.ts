import { Webhook as StandardWebhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { credentialFields, getProvider, type ProviderId, providerIds } from "@/lib/providers";
import { startBetterAuth } from "@/lib/providers/fixtures/better-auth";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type Fault, type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { newWebhookSecret, verifyWebhook } from "@/lib/providers/signature";
import type { ProviderUser, UserPage } from "@/lib/providers/types";
import { createDatabase } from "@/test/database";

type Member = { start(): Promise<Counterpart>; list: string; get: string };

/** A record over every id, so that a member without a counterpart does not compile. */
const members: Record<ProviderId, Member> = {
  "better-auth": {
    start: async () => startBetterAuth(await createDatabase()),
    list: "/admin/list-users",
    get: "/admin/get-user",
  },
  "stack-auth": { start: startStackAuth, list: "/api/v1/users?", get: "/api/v1/users/" },
};

const failure = async (promise: Promise<unknown>): Promise<AppError> => {
  const error = await promise.then(
    () => new Error("it resolved"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
};

describe.each(providerIds)("%s", (id) => {
  const provider = getProvider(id);
  const { start, list, get } = members[id];
  let counterpart: Counterpart;
  let proxy: FaultProxy;
  let credentials: unknown;
  let there: string[];

  beforeAll(async () => {
    counterpart = await start();
    proxy = await startFaultProxy(counterpart.origin);
    credentials = provider.credentials.parse(counterpart.credentials(proxy.origin));
    there = [...counterpart.initial, ...(await counterpart.addUsers(1200))];
  });
  afterEach(() => expect(proxy.clear()).toBe(0));
  afterAll(async () => {
    await proxy?.stop();
    await counterpart?.stop();
  });

  /** Walks to the end; `between` runs after each page but the last. */
  async function walk(between: (met: string[], page: number) => Promise<unknown> = async () => {}): Promise<string[]> {
    const met: string[] = [];
    let cursor: string | null = null;
    for (let page = 1; page < 100; page++) {
      const { users, next } = await provider.listUsers(credentials, cursor);
      met.push(...users.map((user: ProviderUser) => user.id));
      if (next === null) return met;
      cursor = next;
      await between(met, page);
    }
    throw new Error("the walk does not end");
  }

  const remove = async (ids: string[]) => {
    for (const gone of ids) await counterpart.deleteUser(gone);
    there = there.filter((one) => !ids.includes(one));
  };

  it("walks to the true end and meets everyone once, though all were created at one instant", async () => {
    expect((await walk()).toSorted()).toEqual(there.toSorted());
  });

  it("meets everyone who stays once, while users are created and deleted between pages", async () => {
    const gone: string[] = [];
    const met = await walk(async (soFar, page) => {
      const unmet = there.filter((one) => !soFar.includes(one));
      // Behind the walk, ahead of it, and the very user that its cursor stands on.
      const victims = [soFar[0], unmet[0], soFar.at(-1)].filter(
        (one) => one !== undefined && !counterpart.initial.includes(one),
      );
      gone.push(...victims.map(String));
      await remove(victims.map(String));
      if (page === 1) await counterpart.addUsers(3).then((added) => there.push(...added));
    });
    expect(met).toHaveLength(new Set(met).size);
    const stayed = there.slice(0, -3);
    expect(met.filter((one) => !gone.includes(one))).toEqual(expect.arrayContaining(stayed));
  });

  it("begins again and misses nobody, when every user that its cursor knows is deleted", async () => {
    const met = await walk(async (soFar, page) => {
      if (page === 1) await remove(soFar.filter((one) => !counterpart.initial.includes(one)));
    });
    expect([...new Set(met)]).toEqual(expect.arrayContaining(there));
    await counterpart.addUsers(600).then((added) => there.push(...added));
  });

  it.runIf(provider.batch)(
    "reads several users at once as it reads each, and leaves out whom it does not know",
    async () => {
      const asked = there.slice(-3);
      const found = await provider.batch?.get(credentials, [...asked, counterpart.unknownId]);
      const alone = await Promise.all(asked.map((one) => provider.getUser(credentials, one)));
      const byId = (a: ProviderUser | null, b: ProviderUser | null) => (String(a?.id) < String(b?.id) ? -1 : 1);
      expect(found?.toSorted(byId)).toEqual(alone.toSorted(byId));
    },
  );

  it.runIf(provider.listUpdated)(
    "lists everyone changed since a time, over several pages, and nobody else",
    async () => {
      const all = await Promise.all(there.slice(-2).map((one) => provider.getUser(credentials, one)));
      const since = new Date(Math.max(...all.map((user) => Date.parse(user?.updatedAt ?? ""))) + 1).toISOString();
      expect(await provider.listUpdated?.(credentials, since, null)).toEqual({ users: [], next: null });
      const changed = [];
      for (let n = 0; n < 3; n++) changed.push(...(await counterpart.addUsers(200)));
      there.push(...changed);
      const met = new Set<string>();
      for (let cursor: string | null = null, page = 0; page < 20; page++) {
        const listed: UserPage | undefined = await provider.listUpdated?.(credentials, since, cursor);
        for (const { id: one } of listed?.users ?? []) met.add(one);
        cursor = listed?.next ?? null;
        if (cursor === null) break;
      }
      expect([...met].toSorted()).toEqual(changed.toSorted());
    },
  );

  it.each<[string, Fault]>([
    [
      "an empty 200",
      { status: 200, body: JSON.stringify({ users: [], total: 0, items: [], pagination: { next_cursor: null } }) },
    ],
    ["HTML with a 200", { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" }],
    ["JSON of another shape", { status: 200, body: "[]" }],
    ["a 500", { status: 500, body: "{}" }],
    ["an HTML 404", { status: 404, headers: { "content-type": "text/html" }, body: "<html></html>" }],
    ["a reset connection", "reset"],
  ])("never takes %s in the middle of a walk for the end", async (_what, fault) => {
    const first = await provider.listUsers(credentials, null);
    expect(first.next).not.toBeNull();
    proxy.inject(list, fault);
    expect((await failure(provider.listUsers(credentials, first.next))).code).toBe("provider_unavailable");
    const again = await provider.listUsers(credentials, first.next);
    expect(again.users.length).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, string>]>([
    ["Retry-After in seconds", { "retry-after": "17" }],
    ["X-Retry-After", { "x-retry-after": "17" }],
  ])("says how long to wait after a 429 with %s", async (_what, headers) => {
    proxy.inject(list, { status: 429, headers, body: "{}" });
    const error = await failure(provider.listUsers(credentials, null));
    expect([error.code, error.retryAfter]).toEqual(["provider_unavailable", 17]);
  });

  it("gives each user as columns and complete raw JSON without credentials", async () => {
    const { users } = await provider.listUsers(credentials, null);
    for (const user of users) {
      expect(user.raw.id).toBe(user.id);
      expect(Date.parse(user.createdAt ?? "")).toBeGreaterThan(Date.parse("2020-01-01"));
      expect(user.updatedAt !== null).toBe(provider.tracksUpdates);
    }
    expect(JSON.stringify(users)).not.toMatch(/JBSWY3DPEHPK3PXP/);
  });

  it("reads by id exactly what it lists", async () => {
    const { users } = await provider.listUsers(credentials, null);
    const listed = users.at(-1);
    expect(await provider.getUser(credentials, listed?.id ?? "")).toEqual(listed);
  });

  it("answers null for an unknown id, and for nothing else", async () => {
    expect(await provider.getUser(credentials, counterpart.unknownId)).toBeNull();
    const html = { status: 404, headers: { "content-type": "text/html" }, body: "<html></html>" };
    for (const fault of [
      html,
      { status: 404, body: `{"code":"NOT_FOUND"}` },
      { status: 404, body: "" },
      { status: 500, body: "" },
    ]) {
      proxy.inject(get, fault);
      expect((await failure(provider.getUser(credentials, counterpart.unknownId))).code).toBe("provider_unavailable");
    }
  });

  it("identifies the one project that it lists", async () => {
    const project = await provider.identify(credentials);
    expect(project.name).not.toBe("");
    expect(await provider.listProjects(credentials)).toContainEqual(project);
  });

  it("links to absolute addresses, https or the provider's own", async () => {
    const links = Object.values(provider.links(await provider.identify(credentials), credentials));
    for (const link of links) expect([`${new URL(link).protocol}`, new URL(link).origin]).toSatisfy(isSafe);
  });
  const isSafe = ([protocol, origin]: string[]) => protocol === "https:" || origin === proxy.origin;

  it("refuses wrong keys as something a person must act on, and tells no secret", async () => {
    const wrong = counterpart.wrongCredentials(proxy.origin);
    const parsed = provider.credentials.parse(wrong);
    const calls = [
      () => provider.listUsers(parsed, null),
      () => provider.getUser(parsed, counterpart.unknownId),
      () => provider.identify(parsed),
    ];
    const secrets = credentialFields(provider).filter(({ secret }) => secret);
    for (const call of calls) {
      const error = await failure(call());
      expect(error.code).toBe("provider_refused");
      for (const { name } of secrets) expect(JSON.stringify([error.message, error.remedy])).not.toContain(wrong[name]);
    }
  });

  describe("webhook", () => {
    const secret = newWebhookSecret();
    const event = { type: "user.updated", data: { id: "u1" } };
    const scheme = provider.webhook?.scheme;

    function signed(body: unknown, at = new Date(), prefix = "webhook") {
      const raw = JSON.stringify(body, null, 1);
      const headers = new Headers({
        [`${prefix}-id`]: "msg_1",
        [`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
        [`${prefix}-signature`]: new StandardWebhook(secret).sign("msg_1", at, raw),
      });
      return { raw: Buffer.from(raw), headers };
    }

    it.each(["webhook", "svix"])("takes a delivery signed by the %s headers, and reads who changed", (prefix) => {
      const { raw, headers } = signed(event, new Date(), prefix);
      const { eventId, body } = verifyWebhook(scheme, secret, headers, raw);
      expect(eventId).toBe("msg_1");
      expect(provider.webhook?.parse(body)).toEqual([{ userId: "u1", kind: "updated", updatedAt: null }]);
    });

    it.each(["created", "updated", "deleted"])("reads user.%s with nothing but an id", (kind) => {
      expect(provider.webhook?.parse({ type: `user.${kind}`, data: { id: "u1" } })).toMatchObject([
        { userId: "u1", kind },
      ]);
    });

    it("refuses a forged, a stale and a re-serialised delivery", () => {
      const { raw, headers } = signed(event);
      const forged = Buffer.from(raw.toString().replace("u1", "u2"));
      const reserialised = Buffer.from(JSON.stringify(event));
      const stale = signed(event, new Date(Date.now() - 6 * 60_000));
      const refused = expect.objectContaining({ code: "unauthorized" });
      expect(() => verifyWebhook(scheme, secret, headers, forged)).toThrow(refused);
      expect(() => verifyWebhook(scheme, secret, headers, reserialised)).toThrow(refused);
      expect(() => verifyWebhook(scheme, secret, stale.headers, stale.raw)).toThrow(refused);
      expect(() => verifyWebhook(scheme, newWebhookSecret(), headers, raw)).toThrow(refused);
    });

    it("ignores an event that concerns no user and refuses a foreign shape", () => {
      expect(provider.webhook?.parse({ type: "stack.test", data: { message: "hello" } })).toEqual([]);
      for (const foreign of [null, "text", {}, { type: "user.created" }, { type: "user.created", data: { id: 7 } }]) {
        expect(() => provider.webhook?.parse(foreign)).toThrow(AppError);
      }
    });
  });
});
