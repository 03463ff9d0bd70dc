import { sql } from "drizzle-orm";
import { Inngest } from "inngest";
import { serve } from "inngest/next";
import { db, openDatabase } from "@/db/client";
import { createCaller } from "@/inngest/embedded/call";
import { type Options, startExecutor } from "@/inngest/embedded/executor";
import { embeddedOptions } from "@/inngest/embedded/options";
import { type Registry, readRegistry } from "@/inngest/embedded/registry";
import { log } from "@/lib/log";

let registry: Registry = new Map();

/** For tests: a client whose events go to `db()`, for the functions that a probe was last started with. */
export const probeClient = () =>
  new Inngest({ id: "probe", checkpointing: false, logger: log, ...embeddedOptions(async () => registry) });

type ProbeFunctions = Parameters<typeof serve>[0]["functions"];

/** For tests: an executor on `url` with connections of its own, as another process would have. Counts its calls. */
export async function startProbe(
  url: string,
  client: Inngest,
  functions: ProbeFunctions,
  options: Partial<Options> = {},
) {
  const database = openDatabase(url);
  const handlers = serve({ client, functions });
  const caller = createCaller(async () => handlers);
  const calls = new Map<string, number>();
  const run: typeof caller.run = (call, ...rest) => {
    calls.set(call.run.functionId, (calls.get(call.run.functionId) ?? 0) + 1);
    return caller.run(call, ...rest);
  };
  registry = readRegistry(await caller.sync());
  const executor = startExecutor({
    ...database,
    caller: { ...caller, run },
    registry,
    pollMs: 100,
    backoff: () => 50,
    ...options,
  });
  let ended: Promise<unknown> | undefined;
  return {
    calls: (functionId: string) => calls.get(functionId) ?? 0,
    async stop() {
      ended ??= executor.stop().then(() => database.pool.end());
      await ended;
    },
    /** No heartbeat and no result comes from it any more. */
    async kill() {
      ended ??= Promise.all([database.pool.end(), executor.stop(0)]);
      await ended;
    },
  };
}

/** For tests: the runs of a function or an event, oldest first. */
export function runsOf(of: { functionId: string } | { eventId: string }) {
  return db().query.engineRuns.findMany({
    where: (run, { eq }) =>
      "functionId" in of ? eq(run.functionId, of.functionId) : sql`${run.event}->>'id' = ${of.eventId}`,
    orderBy: (run) => run.id,
  });
}
