import { Gauge, Registry } from "prom-client";
import { type IntegrationGauges, measureEngine, measureIntegrations } from "@/db/queries/metrics";
import { isEmbedded } from "@/inngest/client";
import { log } from "@/lib/log";
import { findSilence } from "@/lib/silence";
import { syncState } from "@/lib/sync-state";
import { metrics } from "./registry";

type Measured = IntegrationGauges & { silent: boolean };

/** In the order of what should wake somebody. An absent value is no sample: nothing is made up. */
const perIntegration: Record<string, { help: string; value: (each: Measured) => number | null }> = {
  integration_healthy: { help: "1 unless the integration is degraded or needs a person.", value: isHealthy },
  inbox_waiting: { help: "Changes that wait for their read.", value: ({ inbox }) => inbox.waiting },
  inbox_oldest_seconds: { help: "Age of the oldest waiting change.", value: ({ oldestSeconds }) => oldestSeconds ?? 0 },
  parked: {
    help: "Changes that could not be read or stored and wait for a person.",
    value: ({ inbox }) => inbox.parked,
  },
  held: { help: "Deletions above the limit, which wait for a person.", value: ({ inbox }) => inbox.held },
  last_check_age_seconds: { help: "Since the last full compare ended.", value: ({ checkedSeconds }) => checkedSeconds },
  last_event_age_seconds: { help: "Since the last webhook.", value: ({ eventSeconds }) => eventSeconds },
  provider_budget_rate: { help: "Requests per second that the provider is asked at most.", value: ({ rate }) => rate },
  provider_blocked: { help: "1 while the provider has asked for silence.", value: ({ blocked }) => Number(blocked) },
};

function isHealthy({ integration, inbox, silent, run, lastRun }: Measured): number {
  const state = syncState(
    integration,
    { ...inbox, silent },
    run ? { kind: run } : undefined,
    lastRun ? { state: lastRun } : undefined,
  );
  return Number(state !== "action-required" && state !== "degraded");
}

/** What this process counted and what the console database holds now, in Prometheus' text format. */
export async function scrape(): Promise<{ contentType: string; body: string }> {
  // Anew each time, so that an integration that was disconnected is gone.
  const gauges = new Registry();
  const up = new Gauge({
    name: "rollcall_database_up",
    help: "1 if the console database answers.",
    registers: [gauges],
  });
  try {
    await Promise.all([gaugeIntegrations(gauges), isEmbedded && gaugeEngine(gauges)]);
    up.set(1);
  } catch (error) {
    log.warn({ error }, "the console database could not be measured");
    up.set(0);
  }
  const counted = await metrics().registry.metrics();
  return { contentType: gauges.contentType, body: `${counted}\n${await gauges.metrics()}` };
}

async function gaugeIntegrations(registry: Registry): Promise<void> {
  const measured = await Promise.all(
    (await measureIntegrations()).map(async (each) => ({
      ...each,
      silent: (await findSilence(each.integration)) !== null,
    })),
  );
  for (const [name, { help, value }] of Object.entries(perIntegration)) {
    const labelNames = ["integration", "provider"];
    const gauge = new Gauge({ name: `rollcall_${name}`, help, labelNames, registers: [registry] });
    for (const each of measured) {
      const sample = value(each);
      if (sample !== null)
        gauge.set({ integration: each.integration.id, provider: each.integration.providerId }, sample);
    }
  }
}

async function gaugeEngine(registry: Registry): Promise<void> {
  const { due, running, dueSeconds } = await measureEngine();
  const registers = [registry];
  const jobs = new Gauge({
    name: "rollcall_engine_jobs",
    help: "The engine's queue.",
    labelNames: ["state"],
    registers,
  });
  jobs.set({ state: "due" }, due);
  jobs.set({ state: "running" }, running);
  new Gauge({ name: "rollcall_engine_due_seconds", help: "How long the first job has been due.", registers }).set(
    dueSeconds,
  );
}
