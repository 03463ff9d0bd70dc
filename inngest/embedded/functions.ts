import { createCaller, type Handlers } from "@/inngest/embedded/call";
import { type Registry, readRegistry } from "@/inngest/embedded/registry";
import { env } from "@/lib/env";

const shared = globalThis as typeof globalThis & {
  /** Set by inngest/handlers. */
  rollcallHandlers?: Handlers;
  rollcallRegistry?: Promise<Registry>;
};

async function load(): Promise<Handlers> {
  if (!shared.rollcallHandlers) return (await import("@/inngest/handlers")).handlers;
  // `next dev` loads edited functions when the route that imports them is asked for, so it is asked before each call.
  if (env.NODE_ENV === "development") await fetch(`http://127.0.0.1:${env.PORT}/api/inngest`).catch(() => {});
  return shared.rollcallHandlers;
}

/** Calls the console's own functions. */
export const caller = createCaller(load);

/** The console's own functions, read once per process: its executor and whatever sends an event share what it found. */
export function registry(): Promise<Registry> {
  shared.rollcallRegistry ??= caller.sync().then(readRegistry);
  return shared.rollcallRegistry;
}
