import { isEmbedded } from "@/inngest/client";
import { startEmbedded } from "@/inngest/embedded/start";

/** Starts what runs the functions in this process, if anything does, and ends it before the process ends. */
export async function startBackground(): Promise<void> {
  if (!isEmbedded) return;
  const executor = await startEmbedded();
  for (const signal of ["SIGTERM", "SIGINT"] as const) drainOn(signal, () => executor.stop());
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
