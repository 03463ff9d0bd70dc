"use client";
import { RefreshCw } from "lucide-react";
import { useActionState } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { ActionState } from "@/lib/action";

type RetryRunProps = { projectId: string; action: FormAction; running: boolean; onDone: () => void };

/** Starts a full compare, which does again whatever a run of any kind left undone. */
export function RetryRun({ projectId, action, running, onDone }: RetryRunProps) {
  const [, submit, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await action(previous, form);
    if (state.error) toast.error(state.error.message, { description: state.error.remedy });
    else {
      toast.success("A full compare has begun.");
      onDone();
    }
    return state;
  }, {});
  return (
    <Form action={submit} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <Button
        type="submit"
        disabled={running}
        busy={pending}
        busyLabel="Starting"
        title={running ? "A run is under way" : undefined}
      >
        <RefreshCw aria-hidden />
        Compare again
      </Button>
    </Form>
  );
}
