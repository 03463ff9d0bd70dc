"use client";
import { RefreshCw } from "lucide-react";
import { ButtonForm } from "@/components/projects/button-form";
import type { FormAction } from "@/components/projects/form-action";

type RetryRunProps = { projectId: string; action: FormAction; running: boolean; onDone: () => void };

/** Starts a full compare, which does again whatever a run of any kind left undone. */
export const RetryRun = ({ projectId, action, running, onDone }: RetryRunProps) => (
  <ButtonForm
    action={action}
    hidden={{ projectId }}
    done="A full compare has begun."
    onDone={onDone}
    disabled={running}
    busyLabel="Starting"
    title={running ? "A run is under way" : undefined}
  >
    <RefreshCw aria-hidden />
    Compare again
  </ButtonForm>
);
