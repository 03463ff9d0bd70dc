import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clerk } from "@/lib/providers/clerk";
import { type ClerkServer, startClerk } from "@/lib/providers/fixtures/clerk";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";

const errors = (code: string, long_message: string) =>
  JSON.stringify({ errors: [{ code, message: "no", long_message, meta: {} }], clerk_trace_id: "1" });

describe("Clerk", () => {
  let fake: ClerkServer;
  let proxy: FaultProxy;
  let credentials: Parameters<typeof clerk.identify>[0];

  beforeAll(async () => {
    fake = await startClerk();
    proxy = await startFaultProxy(fake.origin);
    credentials = clerk.credentials.parse(fake.credentials(proxy.origin));
  });
  afterAll(async () => {
    await proxy?.stop();
    await fake?.stop();
  });

  const ada = { email: "ada@example.com", name: null };
  const answered = async (user: object) => {
    proxy.inject("/v1/users/", { status: 200, body: JSON.stringify({ id: "user_1", ...user }) });
    return clerk.getUser(credentials, "user_1");
  };

  it("takes a secret key and no other, so that a publishable one is noticed in the form", () => {
    for (const secretKey of ["pk_live_abc", "", "sk_live_"])
      expect(clerk.credentials.safeParse({ secretKey }).success).toBe(false);
    expect(clerk.credentials.safeParse({ secretKey: "sk_test_abc" }).success).toBe(true);
  });

  it("names the instance by its kind and id", async () => {
    const { id, name } = await clerk.identify(credentials);
    expect(name).toBe(`Production instance ${id}`);
  });

  it("reads the primary e-mail, whichever place it has, and no other in its stead", async () => {
    const email_addresses = [
      { id: "idn_1", email_address: "old@example.com" },
      { id: "idn_2", email_address: "ada@example.com" },
    ];
    expect((await answered({ email_addresses, primary_email_address_id: "idn_2" }))?.email).toBe("ada@example.com");
    for (const odd of [{ primary_email_address_id: null }, { primary_email_address_id: "idn_3" }, {}])
      expect((await answered({ email_addresses, ...odd }))?.email).toBeNull();
    expect((await answered({ email_addresses: "odd", primary_email_address_id: "idn_1" }))?.email).toBeNull();
  });

  it("keeps what only the server may read, and reads times in milliseconds", async () => {
    const user = { private_metadata: { plan: "pro" }, created_at: 1_767_323_045_678, updated_at: 1_767_323_045_679 };
    expect(await answered(user)).toEqual({
      ...{ id: "user_1", name: null, email: null, raw: { id: "user_1", ...user } },
      ...{ createdAt: "2026-01-02T03:04:05.678Z", updatedAt: "2026-01-02T03:04:05.679Z" },
    });
  });

  it("takes nobody for gone because an address is unknown, though status and code are the same", async () => {
    proxy.inject("/v1/users/", { status: 404, body: errors("resource_not_found", "The URL was not found") });
    await expect(clerk.getUser(credentials, fake.unknownId)).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  it.each([
    ["a 404", 404, errors("resource_not_found", "No user was found with id user_1")],
    ["a 422", 422, errors("form_param_value_invalid", "starting_after is invalid")],
    ["empty", 200, "[]"],
  ])("misses nobody, if a list behind a deleted user is %s", async (_what, status, body) => {
    const there = await fake.addUsers(700);
    const { users, next } = await clerk.listUsers(credentials, null);
    const met = users.map(({ id }) => id);
    await fake.deleteUser(met.at(-2) ?? "");
    proxy.inject("starting_after", { status, body });
    for (let cursor = next; cursor !== null; ) {
      const page = await clerk.listUsers(credentials, cursor);
      met.push(...page.users.map(({ id }) => id));
      cursor = page.next;
    }
    expect(proxy.clear()).toBe(0);
    expect(met).toHaveLength(new Set(met).size);
    expect(met).toEqual(expect.arrayContaining(there));
    for (const id of there) await fake.deleteUser(id);
  });

  it("takes no refusal of a first list for an empty instance", async () => {
    proxy.inject("/v1/users?", { status: 422, body: errors("form_param_value_invalid", "order_by is invalid") });
    await expect(clerk.listUsers(credentials, null)).rejects.toMatchObject({ code: "provider_refused" });
  });

  it("finds everyone changed, though users who changed are deleted meanwhile", async () => {
    const since = new Date().toISOString();
    const added = await fake.addUsers(300);
    const first = await clerk.listUpdated(credentials, since, null);
    const met = first.users.map(({ id }) => id);
    for (const id of met.slice(0, 50)) await fake.deleteUser(id);
    for (let cursor = first.next; cursor !== null; ) {
      const page = await clerk.listUpdated(credentials, since, cursor);
      met.push(...page.users.map(({ id }) => id));
      cursor = page.next;
    }
    expect(met.toSorted()).toEqual(added.toSorted());
    for (const id of added) await fake.deleteUser(id);
  });

  it("asks once for changes where there are none, however many users there are", async () => {
    await fake.addUsers(300);
    const before = proxy.seen("/v1/users?");
    const later = new Date(Date.now() + 1000).toISOString();
    expect(await clerk.listUpdated(credentials, later, null)).toEqual({ users: [], next: null });
    expect(proxy.seen("/v1/users?") - before).toBe(1);
  });

  it.each([
    [422, "form_param_format_invalid", { param_name: "email_address" }, "email"],
    [422, "form_data_missing", { param_names: ["username"] }, undefined],
    [403, "user_quota_exceeded", {}, undefined],
  ])("calls a user refused with %i %s an invalid input", async (status, code, meta, field) => {
    proxy.inject("/v1/users", { status, body: JSON.stringify({ errors: [{ code, message: "no", meta }] }) });
    const refused = clerk.createUser(credentials, ada);
    await expect(refused).rejects.toMatchObject({ code: "invalid_input", field, meaning: "No user was created." });
  });

  it("asks a person about a 403 that is no full instance", async () => {
    proxy.inject("/v1/users", { status: 403, body: errors("authorization_invalid", "You are not authorized") });
    await expect(clerk.createUser(credentials, ada)).rejects.toMatchObject({ code: "provider_refused" });
  });
});

describe("Clerk's events", () => {
  const event = (type: string, data: object, more: object = {}) => ({
    ...{ object: "event", type, data, instance_id: "ins_1", timestamp: 1_716_883_200 },
    ...more,
  });

  it("carry the user's own time of change, whatever unit their timestamp has", () => {
    for (const timestamp of [1_716_883_200, 1_716_883_200_000]) {
      const body = event("user.updated", { id: "user_1", updated_at: 1_767_323_045_678 }, { timestamp });
      const change = { userId: "user_1", kind: "updated", updatedAt: "2026-01-02T03:04:05.678Z" };
      expect(clerk.webhook.parse(body, "ins_1")).toEqual([change]);
    }
    const deleted = event("user.deleted", { id: "user_1", object: "user", deleted: true });
    expect(clerk.webhook.parse(deleted, "ins_1")).toMatchObject([{ kind: "deleted", updatedAt: null }]);
  });

  it("concern nobody where they are about another instance, or about no instance", () => {
    for (const instance_id of ["ins_2", undefined])
      expect(clerk.webhook.parse(event("user.deleted", { id: "user_1" }, { instance_id }), "ins_1")).toEqual([]);
  });

  it("may tell of a deletion without saying whose, and of nothing else", () => {
    expect(clerk.webhook.parse(event("user.deleted", { object: "user", deleted: true }), "ins_1")).toEqual([]);
    expect(() => clerk.webhook.parse(event("user.updated", { object: "user" }), "ins_1")).toThrow(/not an event/);
  });
});
