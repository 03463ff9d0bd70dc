import { saveBudgetShare } from "@/db/queries/settings";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";

/** How much of the provider's limit Rollcall may use, in percent; the customer's own app keeps the rest. */
export const setBudgetShare = (actor: Actor, projectId: string, percent: number): Promise<void> =>
  audited(actor, { verb: "integration.set-budget-share", projectId, detail: { percent } }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    if (!Number.isInteger(percent) || percent < 10 || percent > 100) {
      throw new AppError("invalid_input", "A whole number from 10 to 100.", { field: "percent" });
    }
    await saveBudgetShare(integration.id, percent);
  });
