import { expect, it } from "vitest";
import { getProvider, providerIds } from "@/lib/providers";
import type { Provider, ProviderUser } from "@/lib/providers/types";
import { asConfigured } from "./private-metadata";

const whole: ProviderUser = {
  id: "u1",
  name: "Ada",
  email: null,
  createdAt: null,
  updatedAt: null,
  raw: { id: "u1", secret: { plan: "pro" }, nested: { secret: 1 } },
};
const provider: Provider = {
  ...getProvider("stack-auth"),
  privateKeys: ["secret"],
  listUsers: async () => ({ users: [whole], next: "2" }),
  listUpdated: async () => ({ users: [whole], next: null }),
  getUser: async (_credentials, id) => (id === "u1" ? whole : null),
  batch: { size: 5, get: async () => [whole] },
};
const without = { ...whole, raw: { id: "u1", nested: { secret: 1 } } };

it("every way to read a user leaves the same keys out, and nothing else", async () => {
  const { listUsers, listUpdated, getUser, batch } = asConfigured(provider, { leaveOutPrivate: true });
  expect(await listUsers({}, null)).toEqual({ users: [without], next: "2" });
  expect(await listUpdated?.({}, "", null)).toEqual({ users: [without], next: null });
  expect(await getUser({}, "u1")).toEqual(without);
  expect(await getUser({}, "gone")).toBeNull();
  expect(await batch?.get({}, ["u1"])).toEqual([without]);
  expect(batch?.size).toBe(5);
});

it("without that wish a provider is as it is", () => {
  expect(asConfigured(provider, { leaveOutPrivate: false })).toBe(provider);
});

it.each(providerIds)("%s: no key that is private is one that a former Neon table derives its columns from", (id) => {
  const { fitsNeonTable, privateKeys = [] } = getProvider(id);
  const derived = fitsNeonTable ? ["id", "display_name", "primary_email", "signed_up_at_millis"] : ["id"];
  expect(privateKeys.filter((key) => derived.includes(key))).toEqual([]);
});
