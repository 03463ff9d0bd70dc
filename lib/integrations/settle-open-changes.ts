import { type Move, moveOpen, type OpenSelection, type OpenState } from "@/db/queries/open-changes";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import { requireIntegration } from "./require-integration";
import { wakeDrain } from "./wake";

type Decision = { verb: string; from: OpenState; to: Move };

/**
 * What a person decides about open changes: all of the selection or nothing. Returns how many users it was about.
 * AppError `not_found` for an id that is not open in this integration, `conflict` where more users than the person
 * was told would be met.
 */
export function settleOpenChanges(actor: Actor, projectId: string, selection: OpenSelection, decision: Decision) {
  // Filled before the entry is written: about whom it was is known only then.
  const detail: Record<string, string | number> = {};
  return audited(actor, { verb: decision.verb, projectId, detail }, async () => {
    const { integration } = await requireIntegration(actor, projectId, "admin");
    const users = await moveOpen(integration.id, decision.from, selection, decision.to, (met) =>
      checked(selection, met),
    );
    detail.count = users.length;
    if ("ids" in selection) detail.users = users.join(" ");
    if (decision.to.state === "waiting" && users.length > 0) await wakeDrain(integration.id);
    return users.length;
  });
}

function checked(selection: OpenSelection, met: { id: number; userId: string }[]): string[] {
  const users = [...new Set(met.map(({ userId }) => userId))];
  if ("ids" in selection) {
    if (met.length === new Set(selection.ids).size) return users;
    throw new AppError("not_found", "This does not wait for a decision, or no longer.", {
      meaning: "Nothing was changed by this attempt.",
      remedy: "Look at the list as it is now.",
    });
  }
  if (users.length <= selection.count) return users;
  throw new AppError("conflict", `More than ${selection.count} users wait by now.`, {
    meaning: "Nothing was changed by this attempt.",
    remedy: "Look at the list as it is now, then decide.",
  });
}
