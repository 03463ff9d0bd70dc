"use client";
import { useOptimistic, useState, useTransition } from "react";
import { type FormAction, formOf } from "@/components/projects/form-action";
import { toastError, toastWithUndo } from "@/components/ui/toasts";
import type { ActionState } from "@/lib/action";
import type { IntegrationStatus } from "@/lib/integrations/views";

export type PauseActions = { pause: FormAction; resume: FormAction };
type Turn = keyof PauseActions;
type Paused = IntegrationStatus["paused"];

const done: Record<Turn, string> = {
  pause: "Paused. Changes wait until somebody resumes.",
  resume: "Resumed. What waited is read now.",
};
const opposite: Record<Turn, Turn> = { pause: "resume", resume: "pause" };

type PauseSwitch = {
  /** Whether it is paused; what was asked for shows at once, and goes back when it is refused. */
  paused: Paused;
  /** A resume has been asked for, and is not answered. */
  resuming: boolean;
  refused: ActionState["error"];
  turn: (to: Turn) => void;
};

/** The switch of the sync. `onDone` resolves once the page knows what is so. */
export function usePause(
  projectId: string,
  told: Paused,
  actions: PauseActions,
  onDone?: () => Promise<unknown>,
): PauseSwitch {
  const [pending, start] = useTransition();
  const [refused, setRefused] = useState<ActionState["error"]>();
  const [paused, show] = useOptimistic(
    told,
    (_, to: Turn): Paused => (to === "pause" ? { at: new Date().toISOString(), by: "You" } : null),
  );
  const turn = (to: Turn) =>
    start(async () => {
      show(to);
      const { error } = await actions[to]({}, formOf({ projectId }));
      setRefused(error);
      if (error) return void toastError(error);
      await onDone?.();
      toastWithUndo(done[to], () => turn(opposite[to]));
    });
  return { paused, resuming: pending && told !== null, refused, turn };
}

/** The status as it will be once the pause is known; what follows on a resume is not, so that it waits for the answer. */
export const withPause = (status: IntegrationStatus, paused: Paused): IntegrationStatus =>
  paused && !status.paused
    ? { ...status, paused, state: status.state === "action-required" ? status.state : "paused" }
    : status;
