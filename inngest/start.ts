import { inngest, isEmbedded } from "@/inngest/client";
import { startEmbedded } from "@/inngest/embedded/start";
import { env, isLoopbackBound } from "@/lib/env";
import { flushMinutes } from "@/lib/observe/minutes";
import { endTracing } from "@/lib/observe/start";

/**
 * Starts what runs the functions in this process, if anything does, and ends it before the process ends. Throws where an
 * Inngest server is to run them and either it could not, or anybody else could too.
 */
export async function startBackground(): Promise<void> {
  if (!isEmbedded) checkKeys();
  const executor = isEmbedded ? await startEmbedded() : null;
  const drain = async () => {
    await executor?.stop();
    await flushMinutes();
    await endTracing();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) drainOn(signal, drain);
}

function checkKeys() {
  if (inngest.mode === "dev" && !isLoopbackBound())
    throw new Error("With INNGEST_DEV nobody's calls are checked. Set HOST to 127.0.0.1, or use a server with keys.");
  if (inngest.mode === "cloud" && !(env.INNGEST_EVENT_KEY && env.INNGEST_SIGNING_KEY))
    throw new Error("An Inngest server needs both INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY.");
}

/** Next's own listeners end the process, so they are called after the drain; a second signal does not wait for it. */
function drainOn(signal: NodeJS.Signals, drain: () => Promise<void>) {
  const listeners = process.listeners(signal);
  process.removeAllListeners(signal);
  const handOn = () => {
    for (const listener of listeners) listener(signal);
    if (listeners.length === 0) process.exit(0);
  };
  process.once(signal, () => {
    process.once(signal, handOn);
    drain().then(handOn, handOn);
  });
}
