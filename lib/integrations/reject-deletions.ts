import type { Actor } from "@/lib/projects/views";
import { settleOpenChanges } from "./settle-open-changes";
import type { OpenSelection } from "./views";

/** Leaves the rows of held deletions live; the next full compare may hold them again. */
export const rejectDeletions = (actor: Actor, projectId: string, selection: OpenSelection): Promise<number> =>
  settleOpenChanges(actor, projectId, selection, {
    verb: "integration.reject-deletions",
    from: "held",
    to: { state: "superseded", reason: `Rejected by ${actor.name}.`, settledAt: new Date() },
  });
