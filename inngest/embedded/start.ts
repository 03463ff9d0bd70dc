import { db, pool } from "@/db/client";
import { createCaller, type Handlers } from "@/inngest/embedded/call";
import { type Executor, startExecutor } from "@/inngest/embedded/executor";
import { env } from "@/lib/env";

const shared = globalThis as typeof globalThis & {
  rollcallExecutor?: Promise<Executor>;
  /** Set by inngest/handlers. */
  rollcallHandlers?: Handlers;
};

async function load(): Promise<Handlers> {
  if (!shared.rollcallHandlers) return (await import("@/inngest/handlers")).handlers;
  // `next dev` loads edited functions when the route that imports them is asked for, so it is asked before each call.
  if (env.NODE_ENV === "development") await fetch(`http://127.0.0.1:${env.PORT}/api/inngest`).catch(() => {});
  return shared.rollcallHandlers;
}

/** Starts this process's executor; later calls get the same one. */
export function startEmbedded(): Promise<Executor> {
  shared.rollcallExecutor ??= startExecutor({ db: db(), pool: pool(), caller: createCaller(load) });
  return shared.rollcallExecutor;
}
