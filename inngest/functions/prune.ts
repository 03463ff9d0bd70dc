import { prune } from "@/db/queries/prune";
import { inngest } from "@/inngest/client";

/** Keeps the console database small. */
export const pruneFunction = inngest.createFunction({ id: "prune", triggers: [{ cron: "17 * * * *" }] }, ({ step }) =>
  step.run("prune", () => prune()),
);
