import { toDrain } from "@/db/queries/open-changes";
import type { Actor } from "@/lib/projects/views";
import { settleOpenChanges } from "./settle-open-changes";
import type { OpenSelection } from "./views";

/** Reads parked users again, with as many attempts as at first. */
export const retryChanges = (actor: Actor, projectId: string, selection: OpenSelection): Promise<number> =>
  settleOpenChanges(actor, projectId, selection, { verb: "integration.retry-changes", from: "parked", to: toDrain });
