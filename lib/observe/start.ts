import { env } from "@/lib/env";
import { log } from "@/lib/log";

// Instrumentation and the end of the process may live in different module graphs.
const shared = globalThis as typeof globalThis & { rollcallEndTracing?: () => Promise<void> };

/** Traces this process where an OTLP endpoint is set; otherwise OpenTelemetry is not even loaded. */
export async function startTracing(): Promise<void> {
  if (shared.rollcallEndTracing) return;
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return;
  const { startOtlp } = await import("./otlp");
  shared.rollcallEndTracing = startOtlp();
}

/** Sends what was traced last. Never throws: nobody's work depends on a trace. */
export async function endTracing(): Promise<void> {
  const end = shared.rollcallEndTracing;
  shared.rollcallEndTracing = undefined;
  await end?.().catch((error: unknown) => log.warn({ error }, "the last traces could not be sent"));
}
