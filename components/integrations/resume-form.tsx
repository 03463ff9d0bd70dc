"use client";
import { Play } from "lucide-react";
import { useActionState } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { ActionState } from "@/lib/action";

type ResumeFormProps = { projectId: string; resume: FormAction; primary: boolean; onDone?: () => void };

/** Ends a pause. The form may be gone with its own success, so the words for it are said from here. */
export function ResumeForm({ projectId, resume, primary, onDone }: ResumeFormProps) {
  const [, action, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await resume(previous, form);
    if (state.error) toast.error(state.error.message, { description: state.error.remedy });
    else {
      toast.success("Resumed. What waited is read now.");
      onDone?.();
    }
    return state;
  }, {});
  return (
    <Form action={action} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <Button
        type="submit"
        variant={primary ? "primary" : "default"}
        busy={pending}
        busyLabel="Resuming"
        className="max-md:w-full"
      >
        <Play aria-hidden />
        Resume sync
      </Button>
    </Form>
  );
}
