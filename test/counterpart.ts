import { afterAll, beforeAll } from "vitest";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { createConsole } from "./console";
import { type Connected, connectProvider } from "./integration";

/** A console and a provider behind a fault proxy, for the importing suite. */
export let provider: Counterpart;
export let proxy: FaultProxy;
let id: string;

/** Starts them before the suite. */
export function prepareProvider(providerId: string, start: () => Promise<Counterpart>): void {
  id = providerId;
  beforeAll(async () => {
    await createConsole();
    provider = await start();
    proxy = await startFaultProxy(provider.origin);
  });
  afterAll(async () => {
    await proxy.stop();
    await provider.stop();
  });
}

/** A new integration with the provider. */
export const connectHere = (): Promise<Connected> => connectProvider(id, provider.credentials(proxy.origin));
