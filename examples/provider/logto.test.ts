import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeProvider } from "@/lib/providers/contract";
import { failure } from "@/lib/providers/contract/subject";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { logto } from "./logto";
import { startLogto } from "./logto-fixture";

describe("logto", () => describeProvider(logto, startLogto));

describe("logto, beyond the contract", () => {
  let fake: Counterpart;
  let proxy: FaultProxy;
  const credentials = () => logto.credentials.parse(fake.credentials(proxy.origin));

  beforeAll(async () => {
    fake = await startLogto();
    proxy = await startFaultProxy(fake.origin);
  });
  afterAll(async () => {
    await proxy.stop();
    await fake.stop();
  });

  it("never takes a page for the end while Logto says that it has more users", async () => {
    proxy.inject("/api/users?", { status: 200, headers: { "total-number": "3" }, body: "[]" });
    expect((await failure(logto.listUsers(credentials(), null))).code).toBe("provider_unavailable");
    expect(await logto.listUsers(credentials(), null)).toEqual({ users: [], next: null });
  });

  it("misses nobody, however many users are deleted between two pages", async () => {
    for (const deleted of [39, 40, 41, 50, 99, 100, 101, 150]) {
      const newestFirst = (await fake.addUsers(400)).reverse();
      const met = new Set<string>();
      for (let cursor: string | null = null, page = 1; page < 50; page++) {
        const { users, next } = await logto.listUsers(credentials(), cursor);
        for (const { id } of users) met.add(id);
        if (page === 3) for (const id of newestFirst.splice(0, deleted)) await fake.deleteUser(id);
        if (next === null) break;
        cursor = next;
      }
      expect([...met]).toEqual(expect.arrayContaining(newestFirst));
      for (const id of newestFirst) await fake.deleteUser(id);
    }
  });

  it("names the e-mail where Logto does not accept how it is written", async () => {
    const error = await failure(logto.createUser(credentials(), { email: "ada at home", name: null }));
    expect([error.code, error.field]).toEqual(["invalid_input", "email"]);
  });

  it("leads to the tenant's own pages on Logto Cloud", () => {
    const hosted = { endpoint: "https://abc123.logto.app/", appId: "a", appSecret: "b" };
    const project = { id: "abc123", name: "abc123" };
    expect(logto.links(project, hosted).users).toBe("https://cloud.logto.io/abc123/users");
    expect(logto.userLink(project, hosted, "u/1")).toBe("https://cloud.logto.io/abc123/users/u%2F1");
  });
});
