import type { Actor } from "@/lib/projects/views";
import { settleOpenChanges } from "./settle-open-changes";
import type { OpenSelection } from "./views";

/** Gives parked changes up: the rows stay as they are until the user changes again or a full compare reads them. */
export const discardChanges = (actor: Actor, projectId: string, selection: OpenSelection): Promise<number> =>
  settleOpenChanges(actor, projectId, selection, {
    verb: "integration.discard-changes",
    from: "parked",
    to: { state: "discarded", settledAt: new Date() },
  });
