import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** Seconds, from a webhook that is read at once to a change that waited for an outage to end. */
const latencyBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];
const providerBuckets = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `rollcall_${name}`, help, labelNames: ["integration", "provider", ...labelNames], registers });
  return {
    registry,
    deliveries: counter("webhook_deliveries_total", "Webhook deliveries, by what became of them.", ["outcome"]),
    decisions: counter("changes_settled_total", "Changes, by what was decided about them.", ["outcome"]),
    rows: counter("rows_written_total", "Rows of users_sync that were really written.", ["action"]),
    walked: counter("walk_users_total", "Users met by walks.", ["run"]),
    providerRequests: counter("provider_requests_total", "Questions to providers, by how they ended.", [
      "call",
      "outcome",
    ]),
    latency: new Histogram({
      name: "rollcall_change_latency_seconds",
      help: "From the commit of a change to its row.",
      labelNames: ["provider"],
      buckets: latencyBuckets,
      registers,
    }),
    providerTime: new Histogram({
      name: "rollcall_provider_request_seconds",
      help: "How long providers take to answer.",
      labelNames: ["provider", "call"],
      buckets: providerBuckets,
      registers,
    }),
  };
}

// Next loads routes and instrumentation as separate module graphs: what both of them count into is on globalThis.
const shared = globalThis as typeof globalThis & { rollcallMetrics?: ReturnType<typeof createMetrics> };

/** What this process counts. Made on first use. */
export function metrics(): ReturnType<typeof createMetrics> {
  shared.rollcallMetrics ??= createMetrics();
  return shared.rollcallMetrics;
}
