import { sql } from "drizzle-orm";
import { Inngest } from "inngest";
import { serve } from "inngest/next";
import { db, openDatabase } from "@/db/client";
import { createCaller } from "@/inngest/embedded/call";
import { type Options, startExecutor } from "@/inngest/embedded/executor";
import { embeddedOptions } from "@/inngest/embedded/options";
import { log } from "@/lib/log";

/** For tests: a client whose events go to `db()`. */
export const probeClient = () => new Inngest({ id: "probe", checkpointing: false, logger: log, ...embeddedOptions() });

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
  let calls = 0;
  const run: typeof caller.run = (...args) => {
    calls += 1;
    return caller.run(...args);
  };
  const executor = await startExecutor({
    ...database,
    caller: { ...caller, run },
    pollMs: 100,
    backoff: () => 50,
    ...options,
  });
  const stop = async () => {
    await executor.stop();
    await database.pool.end();
  };
  return { ...database, executor, stop, calls: () => calls };
}

/** For tests: the runs of a function or an event, oldest first. */
export function runsOf(of: { functionId: string } | { eventId: string }) {
  return db().query.engineRuns.findMany({
    where: (run, { eq }) =>
      "functionId" in of ? eq(run.functionId, of.functionId) : sql`${run.event}->>'id' = ${of.eventId}`,
    orderBy: (run) => run.id,
  });
}
