import type { ReactNode } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { awaitsRepair, ToRepair } from "@/components/verify/to-repair";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { MoreActions } from "./more-actions";
import { awaitsDecision, ToDecide } from "./open-changes-link";
import { awaitsReplacing, ToReplace } from "./replace-link";
import { ResumeButton } from "./resume-button";
import { ResyncForm } from "./resync-form";
import { isTrouble } from "./trouble";
import type { PauseActions, usePause } from "./use-pause";

export type SyncActions = PauseActions & {
  resync: FormAction;
  /** Who alone may replace the connection string. */
  isOwner: boolean;
};

type SyncButtonsProps = {
  projectId: string;
  status: IntegrationStatus;
  /** Absent for a viewer, who sees no button. */
  actions?: Pick<SyncActions, "resync" | "isOwner">;
  pause: Pick<ReturnType<typeof usePause>, "turn" | "resuming">;
  onDone: () => void;
};

/** What can be done about the sync: the one button of the headline, and the others in the page's head. */
export function syncButtons(props: SyncButtonsProps): Record<"head" | "band", ReactNode> {
  const { projectId, status, actions, pause } = props;
  const isPaused = status.paused !== null;
  const elsewhere = awaitsDecision(status) ? (
    <ToDecide projectId={projectId} status={status} />
  ) : actions && awaitsRepair(status) ? (
    <ToRepair projectId={projectId} status={status} />
  ) : null;
  const inBand = (isPaused || isTrouble(status.state)) && !elsewhere;
  const replaces = actions !== undefined && !isPaused && awaitsReplacing(status, actions.isOwner);
  const act = sendOn(props, inBand && !replaces);
  return {
    head: actions && (
      <>
        {!inBand && act}
        <MoreActions projectId={projectId} paused={isPaused} onPause={() => pause.turn("pause")} />
      </>
    ),
    band: elsewhere ?? (
      <>
        {replaces && <ToReplace projectId={projectId} status={status} />}
        {act}
      </>
    ),
  };
}

/** What makes the sync go on by hand. A run that a problem holds up is sent on at once instead of at its next try. */
const sendOn = ({ projectId, status, actions, pause, onDone }: SyncButtonsProps, primary: boolean): ReactNode =>
  actions &&
  (status.paused ? (
    <ResumeButton primary={primary} busy={pause.resuming} onResume={() => pause.turn("resume")} />
  ) : (
    <ResyncForm
      projectId={projectId}
      resync={actions.resync}
      running={status.run !== null && status.problem === null}
      primary={primary}
      onDone={onDone}
    />
  ));
