import { inngest, isEmbedded } from "@/inngest/client";
import { changesReceived, pollRequested, walkRequested } from "@/inngest/events";
import { recordProblem } from "@/lib/sync/problem";
import { countAfterWrites, findWork } from "@/lib/sync/sweep";

const cron = isEmbedded ? "*/10 * * * * *" : "* * * * *";

/** Wakes what a lost trigger left, tries again what failed and is due, and starts the walks whose time has come. */
export const sweep = inngest.createFunction({ id: "sweep", triggers: [{ cron }], retries: 0 }, async ({ step }) => {
  const { drains, polls, walks, counts } = await step.run("find", findWork);
  const events = [
    ...drains.map((integrationId) => changesReceived.create({ integrationId })),
    ...polls.map((integrationId) => pollRequested.create({ integrationId })),
    ...walks.map((walk) => walkRequested.create(walk)),
  ];
  if (events.length > 0) await step.sendEvent("wake", events);
  if (counts.length > 0) await step.run("count", () => Promise.all(counts.map(count)));
});

const count = (integrationId: string) =>
  countAfterWrites(integrationId).catch((error: unknown) => recordProblem(integrationId, error));
