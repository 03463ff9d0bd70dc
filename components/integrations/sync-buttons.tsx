import type { ReactNode } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { awaitsRepair, ToRepair } from "@/components/verify/to-repair";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { MoreActions } from "./more-actions";
import { awaitsDecision, ToDecide } from "./open-changes-link";
import { ResumeForm } from "./resume-form";
import { ResyncForm } from "./resync-form";
import { isTrouble } from "./trouble";

export type SyncActions = { resync: FormAction; pause: FormAction; resume: FormAction };

type SyncButtonsProps = {
  projectId: string;
  status: IntegrationStatus;
  /** Absent for a viewer, who sees no button. */
  actions?: SyncActions;
  onDone: () => void;
};

/** What can be done about the sync: the one button of the headline, and the others in the page's head. */
export function syncButtons({
  projectId,
  status,
  actions,
  onDone,
}: SyncButtonsProps): Record<"head" | "band", ReactNode> {
  const asks = awaitsDecision(status);
  const repairs = actions !== undefined && awaitsRepair(status);
  const isPaused = status.paused !== null;
  const inBand = (isPaused || isTrouble(status.state)) && !asks && !repairs;
  const act =
    actions &&
    (isPaused ? (
      <ResumeForm projectId={projectId} resume={actions.resume} primary={inBand} onDone={onDone} />
    ) : (
      <ResyncForm
        projectId={projectId}
        resync={actions.resync}
        running={status.run !== null}
        primary={inBand}
        onDone={onDone}
      />
    ));
  return {
    head: actions && (
      <>
        {!inBand && act}
        <MoreActions projectId={projectId} paused={isPaused} pause={actions.pause} onDone={onDone} />
      </>
    ),
    band: asks ? (
      <ToDecide projectId={projectId} status={status} />
    ) : repairs ? (
      <ToRepair projectId={projectId} status={status} />
    ) : (
      act
    ),
  };
}
