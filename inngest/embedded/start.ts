import { db, pool } from "@/db/client";
import { createCaller } from "@/inngest/embedded/call";
import { type Executor, startExecutor } from "@/inngest/embedded/executor";

const shared = globalThis as typeof globalThis & { rollcallExecutor?: Promise<Executor> };

/** Starts this process's executor; later calls get the same one. */
export function startEmbedded(): Promise<Executor> {
  const load = async () => (await import("@/inngest/handlers")).handlers;
  shared.rollcallExecutor ??= startExecutor({ db: db(), pool: pool(), caller: createCaller(load) });
  return shared.rollcallExecutor;
}
