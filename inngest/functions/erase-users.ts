import { integrationsWithDueErasures } from "@/db/queries/erasures";
import { inngest } from "@/inngest/client";
import { eraseUsers } from "@/lib/sync/erase-users";
import { clearProblem, recordProblem } from "@/lib/sync/problem";

/** Erases the rows whose hold-back is over, each integration for a while; what is left comes with the next tick. */
export const eraseUsersFunction = inngest.createFunction(
  { id: "erase-users", triggers: [{ cron: "* * * * *" }], concurrency: { limit: 1 }, retries: 0 },
  async ({ step }) => {
    const due = await step.run("find", () => integrationsWithDueErasures());
    const outcomes = await Promise.allSettled(due.map(({ id }) => step.run(`erase ${id}`, () => erase(id))));
    const failed = outcomes.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  },
);

/** A provider or a target that does not answer holds up nobody else: these erasures are tried again when it is due. */
async function erase(integrationId: string): Promise<number> {
  try {
    const settled = await eraseUsers(integrationId);
    if (settled > 0) await clearProblem(integrationId);
    return settled;
  } catch (error) {
    await recordProblem(integrationId, error);
    return 0;
  }
}
