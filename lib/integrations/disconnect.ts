import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { connectionOf } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { withTarget } from "@/lib/target/connect";
import { dropTable, listForeignKeys } from "@/lib/target/schema";
import { endIntegration } from "./end-integration";
import { requireIntegration, tableOf } from "./require-integration";

type Input = { dropTable: boolean; dropForeignKeys: boolean };

/** Ends the sync. The table stays unless asked; a drop happens first, so that a refused one leaves everything as it was. */
export const disconnect = (actor: Actor, projectId: string, input: Input): Promise<void> =>
  audited(actor, { verb: "integration.disconnect", projectId, detail: input }, async () => {
    const { project, integration } = await requireIntegration(actor, projectId, input.dropTable ? "owner" : "admin");
    if (input.dropTable) {
      await withTarget(connectionOf(project), async (target) => {
        const foreignKeys = await listForeignKeys(target, integration.schemaName);
        if (foreignKeys.length > 0 && !input.dropForeignKeys) throw hasDependents(foreignKeys.length);
        await dropTable(target, tableOf(integration), { dropForeignKeys: input.dropForeignKeys });
      });
    }
    await endIntegration(project, integration);
  });

const hasDependents = (n: number) =>
  new AppError("conflict", `${n} foreign keys point at the table.`, {
    field: "dropForeignKeys",
    meaning: "Nothing was dropped.",
    remedy: "Agree to drop them too, or keep the table.",
  });
