import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { type Keycloak, startKeycloak } from "@/lib/providers/fixtures/keycloak";
import { addUser, recordAdmin, recordUser } from "@/lib/providers/fixtures/keycloak-realm";
import { keycloak } from "@/lib/providers/keycloak";
import type { KeycloakCredentials } from "@/lib/providers/keycloak-admin";

let fake: Keycloak;
let proxy: FaultProxy;
let credentials: KeycloakCredentials;

const within = (roles: string[]) => {
  const { realm: clientRealm, clientId, clientSecret } = fake.addClient(roles);
  return { ...credentials, clientRealm, clientId, clientSecret };
};
const refused = (text: string) =>
  expect.objectContaining({ code: "provider_refused", remedy: expect.stringContaining(text) });

beforeAll(async () => {
  fake = await startKeycloak();
  proxy = await startFaultProxy(fake.origin);
  const typed = keycloak.credentials.parse(fake.credentials(proxy.origin));
  credentials = await keycloak.select(typed, fake.shop.id);
});
afterAll(async () => {
  await proxy.stop();
  await fake.stop();
});

describe("realms", () => {
  it("are those that the client sees, by the name that people see, and the selected one is kept by its own name", async () => {
    const projects = await keycloak.listProjects(credentials);
    expect(projects.map(({ name }) => name)).toEqual(["Keycloak", "Storefront"]);
    expect(credentials.realm).toBe("shop");
    await expect(keycloak.select(credentials, "other")).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("are the client's own where it may not list them", async () => {
    const own = within(["view-users", "view-realm"]);
    proxy.inject("/admin/realms?", { status: 403, body: `{"error":"HTTP 403 Forbidden"}` });
    expect(await keycloak.listProjects(own)).toEqual([{ id: fake.shop.id, name: "Storefront" }]);
  });

  it("are refused with the role that is missing where only their name is shown", async () => {
    await expect(keycloak.listProjects(within(["view-users"]))).rejects.toThrow(refused("view-realm"));
  });

  it("are told apart when another takes the name", async () => {
    const { id } = fake.shop;
    fake.shop.id = "another";
    expect(await keycloak.identify(credentials)).toEqual({ id: "another", name: "Storefront" });
    fake.shop.id = id;
  });

  it("that are gone leave no user gone", async () => {
    const elsewhere = { ...credentials, realm: "nowhere" };
    await expect(keycloak.getUser(elsewhere, fake.unknownId)).rejects.toMatchObject({ code: "provider_unavailable" });
  });
});

describe("access", () => {
  it("goes on with a fresh token after a restart, and asks for one only then", async () => {
    const before = proxy.seen("/openid-connect/token");
    await keycloak.countUsers(credentials);
    expect(proxy.seen("/openid-connect/token")).toBe(before);
    fake.expireTokens();
    await keycloak.countUsers(credentials);
    expect(proxy.seen("/openid-connect/token")).toBe(before + 1);
  });

  it("names the roles that are missing, and the client's realm where there is none of that name", async () => {
    await expect(keycloak.countUsers(within(["view-realm"]))).rejects.toThrow(refused("view-users"));
    const nowhere = { ...credentials, clientRealm: "nowhere" };
    await expect(keycloak.identify(nowhere)).rejects.toThrow(refused("realm, id and secret"));
  });
});

describe("users", () => {
  it("are all met though pages are short or empty before the last", async () => {
    const added = await fake.addUsers(500);
    fake.hide(700);
    const met = new Set<string>();
    for (let cursor: string | null = null, page = 0; page < 50; page++) {
      const { users, next } = await keycloak.listUsers(credentials, cursor);
      for (const { id } of users) met.add(id);
      cursor = next;
      if (cursor === null) break;
    }
    expect([...met].toSorted()).toEqual(added.toSorted());
  });

  it("who are locked out for now are disabled in a get alone, so a get decides", async () => {
    const { id } = addUser(fake.shop, { username: "0-first" });
    fake.shop.locked.add(id);
    const { users } = await keycloak.listUsers(credentials, null);
    expect(users.find((user) => user.id === id)?.raw.enabled).toBe(true);
    expect((await keycloak.getUser(credentials, id))?.raw.enabled).toBe(false);
    expect(keycloak.listsLag).toBe(true);
  });

  it("with an e-mail that is none are refused as such", async () => {
    const creating = keycloak.createUser(credentials, { email: "no address", name: null });
    await expect(creating).rejects.toMatchObject({ code: "invalid_input", field: "email" });
  });
});

describe("feed", () => {
  const start = async () => (await keycloak.feed.start(credentials)) ?? "";
  const changesSince = async (position: string) => (await keycloak.feed.poll(credentials, position))?.changes;

  it("reads what users do themselves, and nothing that concerns no user or failed", async () => {
    const position = await start();
    const now = Date.now();
    recordUser(fake.shop, "REGISTER", "u1", now + 1);
    recordUser(fake.shop, "LOGIN", "u1", now + 2);
    recordUser(fake.shop, "VERIFY_EMAIL", "u1", now + 3);
    recordAdmin(fake.shop, "CREATE", "users/u1/role-mappings", now + 4);
    recordAdmin(fake.shop, "UPDATE", "users", now + 5);
    fake.shop.userEvents.push({ time: now + 6, type: "UPDATE_PROFILE", userId: "u2", error: "invalid_token" });
    recordUser(fake.shop, "DELETE_ACCOUNT", "u1", now + 7);
    const kinds = (await changesSince(position))?.map(({ userId, kind }) => `${userId} ${kind}`);
    expect(kinds).toEqual(["u1 created", "u1 updated", "u1 updated", "u1 deleted"]);
  });

  it("knows events of older servers, which have no id, by what they hold", async () => {
    fake.shop.hasEventIds = false;
    const position = await start();
    recordUser(fake.shop, "UPDATE_EMAIL", "u3");
    const first = await keycloak.feed.poll(credentials, position);
    expect(first?.changes).toMatchObject([{ userId: "u3", eventId: expect.stringMatching(/^.{43}$/) }]);
    expect(await changesSince(first?.position ?? "")).toEqual([]);
    expect(await changesSince(position)).toEqual(first?.changes);
    fake.shop.hasEventIds = true;
  });

  it("tells an event that was committed after a newer one", async () => {
    recordUser(fake.shop, "UPDATE_PROFILE", "newer", Date.now() + 1000);
    const position = await start();
    recordUser(fake.shop, "UPDATE_PROFILE", "late", Date.now() - 3000);
    expect(await changesSince(position)).toMatchObject([{ userId: "late" }]);
  });

  it("gives up a position that is older than events are kept, in either record", async () => {
    const position = await start();
    const later = Date.now() + 3_601_000;
    const clock = vi.spyOn(Date, "now").mockReturnValue(later);
    expect(await changesSince(position)).toEqual([]);
    fake.shop.events.eventsExpiration = 3600;
    expect(await keycloak.feed.poll(credentials, position)).toBeNull();
    fake.shop.events.eventsExpiration = 0;
    fake.shop.attributes.adminEventsExpiration = "3600";
    expect(await keycloak.feed.poll(credentials, position)).toBeNull();
    clock.mockRestore();
    expect(await changesSince(position)).toEqual([]);
    fake.shop.attributes = {};
  });

  it("gives up a backlog that a full compare works faster", async () => {
    const position = await start();
    const kept = [...fake.shop.userEvents];
    for (let n = 0; n < 10_001; n++) recordUser(fake.shop, "UPDATE_PROFILE", `many-${n}`);
    expect(await keycloak.feed.poll(credentials, position)).toBeNull();
    fake.shop.userEvents = kept;
  });

  it("is none where one of both records is off, leaves out a type, or may not be read", async () => {
    const { events } = fake.shop;
    const off = [{ eventsEnabled: false }, { adminEventsEnabled: false }, { enabledEventTypes: ["LOGIN"] }];
    for (const change of off) {
      fake.shop.events = { ...events, ...change };
      expect(await keycloak.feed.start(credentials)).toBeNull();
    }
    fake.shop.events = events;
    expect(await keycloak.feed.start(within(["view-users", "view-realm"]))).toBeNull();
    expect(await keycloak.feed.start(credentials)).not.toBeNull();
  });
});
