import { inngest } from "@/inngest/client";
import { changesReceived, pollRequested } from "@/inngest/events";
import { pollChanges } from "@/lib/sync/poll-changes";
import { clearProviderProblem, recordProblem } from "@/lib/sync/problem";

/** Steps of one run; the sweep begins the next one. */
const stepLimit = 50;

/** Reads one integration's feed to its end. */
export const pollChangesFunction = inngest.createFunction(
  { id: "poll-changes", triggers: [pollRequested], concurrency: { limit: 1, key: "event.data.integrationId" } },
  async ({ event, step }) => {
    const { integrationId } = event.data;
    for (let n = 0; n < stepLimit; n++) {
      const { more, wake } = await step.run("poll", () => poll(integrationId));
      if (wake) await step.sendEvent("wake", changesReceived.create({ integrationId }));
      if (!more) return;
    }
  },
);

/** Where the provider does not answer, the sweep tries again when it is due. */
async function poll(integrationId: string) {
  try {
    const polled = await pollChanges(integrationId);
    await clearProviderProblem(integrationId);
    return polled;
  } catch (error) {
    await recordProblem(integrationId, error);
    return { more: false, wake: false };
  }
}
