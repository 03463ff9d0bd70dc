import { afterAll, beforeAll } from "vitest";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { createConsole } from "./console";
import { connectProvider } from "./integration";

/** A console and a provider behind a fault proxy, for the importing suite. */
export let provider: Counterpart;
export let proxy: FaultProxy;

beforeAll(async () => {
  await createConsole();
  provider = await startStackAuth();
  proxy = await startFaultProxy(provider.origin);
});
afterAll(async () => {
  await proxy.stop();
  await provider.stop();
});

export const connectStackAuth = () => connectProvider("stack-auth", provider.credentials(proxy.origin));
