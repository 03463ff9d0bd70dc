import { toDrain } from "@/db/queries/open-changes";
import type { Actor } from "@/lib/projects/views";
import { settleOpenChanges } from "./settle-open-changes";
import type { OpenSelection } from "./views";

/** Lets held deletions through the limit: each user is asked for by id once more, and marked if still gone. */
export const approveDeletions = (actor: Actor, projectId: string, selection: OpenSelection): Promise<number> =>
  settleOpenChanges(actor, projectId, selection, {
    verb: "integration.approve-deletions",
    from: "held",
    to: { ...toDrain, approvedBy: actor.name },
  });
