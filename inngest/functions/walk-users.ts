import { inngest } from "@/inngest/client";
import { walkRequested } from "@/inngest/events";
import { finishWalk } from "@/lib/sync/finish-walk";
import { indexTable } from "@/lib/sync/index-table";
import { clearProblem, recordProblem } from "@/lib/sync/problem";
import { walkUsers } from "@/lib/sync/walk-users";

/** Steps of one run before a fresh one takes over, well below the engines' limit of 1,000. */
const stepLimit = 200;

/** Carries one backfill or reconcile from its checkpoint to its end. */
export const walkUsersFunction = inngest.createFunction(
  { id: "walk-users", triggers: [walkRequested], concurrency: { limit: 1, key: "event.data.integrationId" } },
  async ({ event, step }) => {
    const { runId, integrationId } = event.data;
    for (let n = 0; n < stepLimit; n++) {
      const state = await step.run("walk", () => walk(runId, integrationId));
      if (state === "failed") return;
      if (state === "more") continue;
      const next = await step.run("finish", async () => (await finishWalk(runId))?.id ?? null);
      if (next) await step.sendEvent("compare", walkRequested.create({ runId: next, integrationId }));
      else await step.run("index", () => indexTable(runId));
      return;
    }
    await step.sendEvent("hand-over", walkRequested.create({ runId, integrationId }));
  },
);

/** Failed: the provider or the target does not answer; the checkpoint stays, and the sweep tries again when it is due. */
async function walk(runId: string, integrationId: string): Promise<"more" | "done" | "failed"> {
  try {
    const done = await walkUsers(runId);
    await clearProblem(integrationId);
    return done ? "done" : "more";
  } catch (error) {
    await recordProblem(integrationId, error);
    return "failed";
  }
}
