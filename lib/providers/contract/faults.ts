import { afterEach, expect, it } from "vitest";
import type { Fault } from "@/lib/providers/fixtures/fault-proxy";
import { failure, type Subject, secretsOf } from "./subject";

const html = { headers: { "content-type": "text/html" }, body: "<html></html>" };

const broken: [string, Fault][] = [
  ["HTML with a 200", { status: 200, ...html }],
  ["JSON of another shape", { status: 200, body: `"text"` }],
  ["half a JSON", { status: 200, body: `{"users":[{"id":` }],
  ["a 500", { status: 500, body: "{}" }],
  ["an HTML 404", { status: 404, ...html }],
  ["a JSON 404", { status: 404, body: "{}" }],
  ["a reset connection", "reset"],
];

export function describeFaults(s: Subject): void {
  afterEach(() => expect(s.proxy.clear()).toBe(0));

  const secondPage = async () => {
    const { next } = await s.provider.listUsers(s.credentials, null);
    if (next === null) throw new Error("everybody is on one page");
    return () => s.provider.listUsers(s.credentials, next);
  };

  it.each(broken)("never takes %s in the middle of a walk for the end", async (_what, fault) => {
    const list = await secondPage();
    s.proxy.inject(s.counterpart.requests.list, fault);
    expect((await failure(list())).code).toBe("provider_unavailable");
    expect((await list()).users.length).toBeGreaterThan(0);
  });

  it("never takes an empty 200 in the middle of a walk for the end, where it can be told", async () => {
    const { emptyList, requests } = s.counterpart;
    const list = await secondPage();
    if (emptyList === null) return expect((await list()).users.length).toBeGreaterThan(0);
    s.proxy.inject(requests.list, { status: 200, body: emptyList });
    const outcome = await list().catch((error: unknown) => error);
    expect(outcome).toSatisfy((got: { code?: string; users?: unknown[] }) =>
      got.users ? got.users.length > 0 : got.code === "provider_unavailable",
    );
    expect((await list()).users.length).toBeGreaterThan(0);
  });

  it("asks once more after a 401 in the middle of a walk, or leaves it to a person", async () => {
    const list = await secondPage();
    s.proxy.inject(s.counterpart.requests.list, { status: 401, body: "{}" });
    const outcome = await list().catch((error: unknown) => error);
    expect(outcome).toSatisfy((got: { code?: string; users?: unknown[] }) =>
      got.users ? got.users.length > 0 : got.code === "provider_refused",
    );
    expect((await list()).users.length).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    ["Retry-After in seconds", { "retry-after": "17" }, 17],
    ["X-Retry-After", { "x-retry-after": "17" }, 17],
    ["neither", {}, undefined],
  ])("waits after a 429 with %s", async (_what, headers, seconds) => {
    s.proxy.inject(s.counterpart.requests.list, { status: 429, headers, body: "{}" });
    const error = await failure(s.provider.listUsers(s.credentials, null));
    expect([error.code, error.retryAfter]).toEqual(["provider_unavailable", seconds]);
  });

  it("refuses wrong keys as something a person must act on, and tells no secret", async () => {
    const { provider, counterpart, proxy } = s;
    const typed = counterpart.wrongCredentials(proxy.origin);
    const wrong = provider.credentials.parse(typed);
    const calls: (() => Promise<unknown>)[] = [() => provider.listProjects(wrong)];
    if (!provider.select)
      calls.push(
        () => provider.identify(wrong),
        () => provider.listUsers(wrong, null),
        () => provider.getUser(wrong, counterpart.unknownId),
      );
    for (const call of calls) {
      const error = await failure(call());
      expect(error.code).toBe("provider_refused");
      const shown = JSON.stringify([error.message, error.meaning, error.remedy]);
      for (const secret of secretsOf(provider, typed)) expect(shown).not.toContain(secret);
    }
  });
}
