import { setTimeout as sleep } from "node:timers/promises";
import { askDatabase, isMigrated } from "@/db/queries/ready";
import { isEmbedded } from "@/inngest/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** Each part is "ok" or says in a few words what is missing. */
export type Readiness = { ready: boolean; parts: Record<"database" | "migrations" | "engine", string> };

const patienceMillis = 5000;

// Set by inngest/embedded/start, in the module graph of the instrumentation.
const shared = globalThis as typeof globalThis & { rollcallExecutor?: Promise<unknown> };

const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    sleep(patienceMillis, undefined, { ref: false }).then(() => {
      throw new Error("no answer in time");
    }),
  ]);

async function check(part: string, work: () => Promise<string>): Promise<string> {
  try {
    return await inTime(work());
  } catch (error) {
    log.warn({ error, part }, "not ready");
    return "unavailable";
  }
}

async function engine(): Promise<string> {
  if (isEmbedded) return (await shared.rollcallExecutor) ? "ok" : "does not run in this process";
  const { INNGEST_DEV, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = env;
  return INNGEST_DEV || (INNGEST_EVENT_KEY && INNGEST_SIGNING_KEY)
    ? "ok"
    : "set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY";
}

/** Whether this process can take and work changes, and if not, which part is missing. Says nothing that is secret. */
export async function readiness(): Promise<Readiness> {
  const [database, migrations, runs] = await Promise.all([
    check("database", async () => (await askDatabase()) && "ok"),
    check("migrations", async () => ((await isMigrated()) ? "ok" : "older than this version of Rollcall")),
    check("engine", engine),
  ]);
  const parts = { database, migrations, engine: runs };
  return { ready: Object.values(parts).every((part) => part === "ok"), parts };
}
