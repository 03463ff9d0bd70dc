"use client";
import { toastDone } from "@/components/ui/toasts";
import type { PublicError } from "@/lib/errors";
import type { IntegrationStatus, OpenList, OpenSelection } from "@/lib/integrations/views";
import type { Act } from "./open-changes-decision";
import { HeldDeletions } from "./open-changes-held";
import { ParkedUsers } from "./open-changes-parked";
import { type Decision, wordsOf } from "./open-changes-words";
import { useOpenChanges } from "./use-open-changes";

/** The server action: how many users it was about, or why it was refused. */
export type Decide = (
  projectId: string,
  decision: Decision,
  selection: OpenSelection,
) => Promise<{ count: number; error?: undefined } | { count?: undefined; error: PublicError }>;

type OpenChangesProps = {
  projectId: string;
  status: IntegrationStatus;
  /** A viewer sees what waits, and no button. */
  canAct: boolean;
  decide: Decide;
  onDecided: () => Promise<unknown>;
};

/** What waits for a person: deletions above the limit, and users who could not be read or stored. */
export function OpenChanges({ projectId, status, canAct, decide, onDecided }: OpenChangesProps) {
  const { open, error, refresh } = useOpenChanges(projectId, status);
  const act: Act = async (decision, selection) => {
    const { count, error: refused } = await decide(projectId, decision, selection);
    await Promise.all([onDecided(), refresh()]);
    if (refused) return refused;
    toastDone(wordsOf[decision](count, status.provider.name).done(count));
    return undefined;
  };
  const shared = {
    projectId,
    provider: status.provider.name,
    act: canAct ? act : undefined,
    named: open?.named ?? true,
    error,
  };
  return (
    <>
      {status.held > 0 && <HeldDeletions {...shared} count={status.held} list={some(open?.held)} />}
      {status.parked > 0 && <ParkedUsers {...shared} count={status.parked} list={some(open?.parked)} />}
    </>
  );
}

/** An empty list is one that was read before there was anything in it. */
const some = (list: OpenList | undefined) => (list && list.total > 0 ? list : undefined);
