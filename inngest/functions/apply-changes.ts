import { inngest } from "@/inngest/client";
import { changesReceived, walkRequested } from "@/inngest/events";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { clearProblem, recordProblem } from "@/lib/sync/problem";

/** Steps of one run before a fresh one takes over, well below the engines' limit of 1,000. */
const stepLimit = 200;

/** Drains one integration's inbox, and waits for the changes that it has postponed. */
export const applyChangesFunction = inngest.createFunction(
  { id: "apply-changes", triggers: [changesReceived], concurrency: { limit: 1, key: "event.data.integrationId" } },
  async ({ event, step }) => {
    const { integrationId } = event.data;
    for (let n = 0; n < stepLimit; n++) {
      const drained = await step.run("drain", () => drain(integrationId));
      if (!drained) return;
      const { walk, more, againInSeconds } = drained;
      if (walk) await step.sendEvent("walk", walkRequested.create({ runId: walk, integrationId }));
      if (more) continue;
      if (againInSeconds === null) return;
      await step.sleep("ask-again", `${againInSeconds}s`);
    }
    await step.sendEvent("hand-over", changesReceived.create({ integrationId }));
  },
);

/** Null when the provider or the target does not answer: the sweep tries again when it is due. */
async function drain(integrationId: string) {
  try {
    const drained = await drainInbox(integrationId);
    if (drained.settled > 0) await clearProblem(integrationId);
    return drained;
  } catch (error) {
    await recordProblem(integrationId, error);
    return null;
  }
}
