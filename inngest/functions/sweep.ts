import { startRun } from "@/db/queries/runs";
import { integrationsDueForCheck, integrationsWithDueChanges, stalledRuns } from "@/db/queries/sweep";
import { inngest, isEmbedded } from "@/inngest/client";
import { changesReceived, walkRequested } from "@/inngest/events";

const cron = isEmbedded ? "*/10 * * * * *" : "* * * * *";

/** Wakes what a lost trigger left, tries again what failed and is due, and starts the scheduled full compares. */
export const sweep = inngest.createFunction({ id: "sweep", triggers: [{ cron }], retries: 0 }, async ({ step }) => {
  const events = await step.run("find", async () => {
    const [drains, stalled, due] = await Promise.all([
      integrationsWithDueChanges(),
      stalledRuns(),
      integrationsDueForCheck(),
    ]);
    const started = await Promise.all(due.map(({ id }) => startRun(id, "reconcile", "schedule")));
    return [
      ...drains.map(({ id }) => ({ drain: id })),
      ...stalled.map(({ runId, integrationId }) => ({ runId, integrationId })),
      ...started.map(({ id, integrationId }) => ({ runId: id, integrationId })),
    ];
  });
  if (events.length === 0) return;
  await step.sendEvent(
    "wake",
    events.map((found) =>
      "drain" in found ? changesReceived.create({ integrationId: found.drain }) : walkRequested.create(found),
    ),
  );
});
