import { db, pool } from "@/db/client";
import { type Executor, startExecutor } from "@/inngest/embedded/executor";
import { caller, registry } from "@/inngest/embedded/functions";

const shared = globalThis as typeof globalThis & { rollcallExecutor?: Promise<Executor> };

/** Starts this process's executor; later calls get the same one. */
export function startEmbedded(): Promise<Executor> {
  shared.rollcallExecutor ??= registry().then((found) =>
    startExecutor({ db: db(), pool: pool(), caller, registry: found }),
  );
  return shared.rollcallExecutor;
}
