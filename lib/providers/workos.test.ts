import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { secondKey, startWorkos } from "@/lib/providers/fixtures/workos";
import { workos } from "@/lib/providers/workos";

describe("WorkOS", () => {
  let emulator: Counterpart;
  let proxy: FaultProxy;
  let credentials: Parameters<typeof workos.identify>[0];

  beforeAll(async () => {
    emulator = await startWorkos();
    proxy = await startFaultProxy(emulator.origin);
    credentials = workos.credentials.parse(emulator.credentials(proxy.origin));
  });
  afterEach(() => expect(proxy.clear()).toBe(0));
  afterAll(async () => {
    await proxy?.stop();
    await emulator?.stop();
  });

  const answer = (path: string, body: unknown, status = 200) =>
    proxy.inject(path, { status, body: JSON.stringify(body) });
  const noSuch = { message: "Not there.", code: "entity_not_found" };

  describe("an environment", () => {
    it("keeps its id when the key is replaced, and shares it with no other", async () => {
      const other = await startWorkos();
      const { id } = await workos.identify(credentials);
      expect((await workos.identify({ ...credentials, apiKey: secondKey })).id).toBe(id);
      expect((await workos.identify({ ...credentials, baseUrl: other.origin })).id).not.toBe(id);
      await other.stop();
    });

    it("is known by its oldest role where the role member is gone, and by nothing where no role is left", async () => {
      const role = (id: string, created_at: string) => ({ id, slug: id, created_at });
      const roles = [role("role_b", "2026-02-01T00:00:00.000Z"), role("role_a", "2026-01-01T00:00:00.000Z")];
      answer("/authorization/roles", { object: "list", data: roles });
      expect((await workos.identify(credentials)).id).toBe("role_a");
      answer("/authorization/roles", { object: "list", data: [] });
      await expect(workos.identify(credentials)).rejects.toMatchObject({ code: "provider_refused" });
    });

    it("is called Production or Staging, as its key says", async () => {
      expect((await workos.identify(credentials)).name).toBe("Staging");
      answer("/authorization/roles", { data: [{ id: "role_1", slug: "member", created_at: "" }] });
      expect((await workos.identify({ ...credentials, apiKey: "sk_live_1" })).name).toBe("Production");
    });
  });

  describe("a walk whose cursor is refused", () => {
    it("goes on and misses nobody where the cursor's user was deleted", async () => {
      const added = await emulator.addUsers(120);
      const first = await workos.listUsers(credentials, null);
      await emulator.deleteUser(first.users.at(-2)?.id ?? "");
      answer("/users?", noSuch, 404);
      const second = await workos.listUsers(credentials, first.next);
      const met = [...first.users, ...second.users].map(({ id }) => id);
      expect([met.toSorted(), second.next]).toEqual([added.toSorted(), null]);
    });

    it("waits where the cursor's user is still there", async () => {
      const { next } = await workos.listUsers(credentials, null);
      answer("/users?", noSuch, 400);
      await expect(workos.listUsers(credentials, next)).rejects.toMatchObject({ code: "provider_unavailable" });
    });
  });

  describe("a new user", () => {
    it("has a first name and the rest of the name", async () => {
      const user = { email: "grace@example.com", name: " Grace  Brewster Hopper " };
      const { raw } = (await workos.getUser(credentials, await workos.createUser(credentials, user))) ?? {};
      expect(raw).toMatchObject({ first_name: "Grace", last_name: "Brewster Hopper" });
    });

    it("is refused for its e-mail only where WorkOS speaks of that", async () => {
      const create = () => workos.createUser(credentials, { email: "new@example.com", name: null });
      const errors = [{ code: "email_not_available", message: "This email is not available." }];
      answer("/user_management/users", { code: "user_creation_error", message: "Could not create user.", errors }, 400);
      await expect(create()).rejects.toMatchObject({ code: "invalid_input", field: "email" });
      answer("/user_management/users", { code: "invalid_metadata", message: "Too long." }, 400);
      await expect(create()).rejects.toMatchObject({ code: "provider_refused" });
    });
  });

  describe("its webhook", () => {
    const { register, unregister, revive } = workos.webhook;
    const url = "https://rollcall.example.com/api/webhooks/1";
    const registered = async () => (await register(credentials, { url })) ?? { id: "" };

    it("is registered anew where an earlier attempt stands in the way", async () => {
      const lost = await registered();
      answer("/webhook_endpoints", { code: "duplicate_endpoint", message: "Taken." }, 409);
      const again = await registered();
      expect(again.id).not.toBe(lost.id);
      expect(proxy.seen(`/webhook_endpoints/${lost.id}`)).toBe(1);
      await unregister(credentials, again);
      await expect(unregister(credentials, again)).resolves.toBeUndefined();
    });

    it("is left to a person where the key may not register it", async () => {
      answer("/webhook_endpoints", { message: "Forbidden" }, 403);
      expect(await register(credentials, { url })).toBeNull();
    });

    it("is enabled again where WorkOS has disabled it, and left alone where not", async () => {
      const { id } = await registered();
      const endpoint = { id, endpoint_url: url, status: "disabled" };
      answer("/webhook_endpoints?", { data: [endpoint] });
      answer(`/webhook_endpoints/${id}`, { ...endpoint, status: "enabled" });
      expect(await revive(credentials, { id })).toBe(true);
      const before = proxy.seen(`/webhook_endpoints/${id}`);
      expect(await revive(credentials, { id })).toBe(false);
      expect(proxy.seen(`/webhook_endpoints/${id}`)).toBe(before);
      await unregister(credentials, { id });
    });
  });

  describe("its feed", () => {
    const { start, poll } = workos.feed;
    const days = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString();
    const position = (after: string | null, at: string) => JSON.stringify({ after, at });

    it("begins by time where nothing has happened yet, and goes on from the first event", async () => {
      answer("/events?", { data: [], list_metadata: { after: null } });
      const from = (await start(credentials)) ?? "";
      expect(proxy.seen("range_start=")).toBe(1);
      const event = { id: "event_1", event: "user.deleted", data: { id: "user_1" }, created_at: days(0) };
      answer("/events?", { data: [event], list_metadata: { after: null } });
      const page = await poll(credentials, from);
      expect(page?.changes).toMatchObject([{ userId: "user_1", kind: "deleted", eventId: "event_1" }]);
      expect(page?.position).toBe(position("event_1", event.created_at));
      expect(proxy.seen("range_start=")).toBe(2);
    });

    it("reads past events that concern no user", async () => {
      const from = (await start(credentials)) ?? "";
      const event = { id: "event_1", event: "organization.created", data: {}, created_at: days(0) };
      answer("/events?", { data: [event], list_metadata: { after: null } });
      const page = await poll(credentials, from);
      expect([page?.changes, page?.position]).toEqual([[], position("event_1", event.created_at)]);
    });

    it("asks for a full compare where its position is older than what is kept, or is not known any more", async () => {
      expect(await poll(credentials, position("event_1", days(30)))).toBeNull();
      expect(await poll(credentials, position(null, days(30)))).toBeNull();
      for (const status of [400, 404]) {
        answer("/events?", noSuch, status);
        expect(await poll(credentials, position("event_1", days(1)))).toBeNull();
      }
    });

    it("takes no other failure for that", async () => {
      for (const [status, code] of [
        [404, "provider_unavailable"],
        [400, "provider_refused"],
      ] as const) {
        answer("/events?", {}, status);
        await expect(poll(credentials, position("event_1", days(1)))).rejects.toMatchObject({ code });
      }
    });
  });
});
