import { inngest } from "@/inngest/client";
import { changesReceived, walkRequested } from "@/inngest/events";
import { applyChanges } from "@/lib/sync/apply-changes";
import { clearProblem, recordProblem } from "@/lib/sync/problem";

/** Steps of one run before a fresh one takes over, well below the engines' limit of 1,000. */
const stepLimit = 200;

/** Drains one integration's inbox. */
export const applyChangesFunction = inngest.createFunction(
  { id: "apply-changes", triggers: [changesReceived], concurrency: { limit: 1, key: "event.data.integrationId" } },
  async ({ event, step }) => {
    const { integrationId } = event.data;
    for (let n = 0; n < stepLimit; n++) {
      const drained = await step.run("drain", () => drain(integrationId));
      if (!drained) return;
      if (drained.walk) {
        await step.sendEvent("walk", walkRequested.create({ runId: drained.walk, integrationId }));
        return;
      }
      if (!drained.more && drained.againInSeconds === null && drained.settled === 0) return;
      // Only the run that postponed a change waits for it.
      if (!drained.more && drained.againInSeconds !== null) await step.sleep("ask-again", `${drained.againInSeconds}s`);
    }
    await step.sendEvent("hand-over", changesReceived.create({ integrationId }));
  },
);

/** Null when the provider or the target does not answer: the sweep tries again when it is due. */
async function drain(integrationId: string) {
  try {
    const drained = await applyChanges(integrationId);
    if (drained.settled > 0) await clearProblem(integrationId);
    return drained;
  } catch (error) {
    await recordProblem(integrationId, error);
    return null;
  }
}
