import { sql } from "drizzle-orm";
import { Inngest } from "inngest";
import { serve } from "inngest/next";
import { vi } from "vitest";
import { db, openDatabase } from "@/db/client";
import { createCaller } from "@/inngest/embedded/call";
import { type Options, startExecutor } from "@/inngest/embedded/executor";
import { embeddedOptions } from "@/inngest/embedded/options";
import type { engineRuns } from "@/inngest/embedded/schema";
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
  const run = vi.spyOn(caller, "run");
  const executor = await startExecutor({ ...database, caller, pollMs: 100, backoff: () => 50, ...options });
  const stop = async () => {
    await executor.stop();
    await database.pool.end();
  };
  return { ...database, stop, calls: () => run.mock.calls.length };
}

/** For tests: the runs of a function or an event, oldest first. */
export async function runsOf(of: { functionId: string } | { eventId: string }) {
  const runs = await db().query.engineRuns.findMany({
    where: (run, { eq }) =>
      "functionId" in of ? eq(run.functionId, of.functionId) : sql`${run.event}->>'id' = ${of.eventId}`,
    orderBy: (run) => run.id,
  });
  return runs satisfies (typeof engineRuns.$inferSelect)[];
}
