import { afterAll, beforeAll, describe } from "vitest";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import type { Provider } from "@/lib/providers/types";
import { describeFeed, describeWebhook } from "./changes";
import { describeFaults } from "./faults";
import { describeBatch, describeCount, describeReads, describeWrites } from "./reads";
import type { Subject } from "./subject";
import { describeDelta, describeWalk } from "./walk";

/** More than one page of every member. */
const population = 1200;

/** Everything that Rollcall relies on in a provider, against a counterpart of it behind a proxy that can fail. */
export function describeProvider(provider: Provider, start: () => Promise<Counterpart>): void {
  const s = { provider } as Subject;

  beforeAll(async () => {
    s.counterpart = await start();
    s.proxy = await startFaultProxy(s.counterpart.origin);
    const typed = provider.credentials.parse(s.counterpart.credentials(s.proxy.origin));
    s.credentials = (await provider.select?.(typed, s.counterpart.projectId ?? "")) ?? typed;
    s.there = [...s.counterpart.initial, ...(await s.counterpart.addUsers(population))];
    await s.counterpart.settle?.();
    // An emulator may take its time on a busy machine.
  }, 120_000);
  afterAll(async () => {
    await s.proxy?.stop();
    await s.counterpart?.stop();
  });

  describe("walk", () => describeWalk(s));
  describe("reads", () => describeReads(s));
  describe("faults", () => describeFaults(s));
  if (provider.batch) describe("batch", () => describeBatch(s));
  if (provider.countUsers) describe("count", () => describeCount(s));
  if (provider.createUser) describe("writes", () => describeWrites(s));
  if (provider.feed) describe("feed", () => describeFeed(s));
  const { webhook } = provider;
  if (webhook) describe("webhook", () => describeWebhook(s, webhook));
  if (provider.listUpdated) describe("delta", () => describeDelta(s));
}
