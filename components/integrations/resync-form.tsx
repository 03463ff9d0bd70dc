"use client";
import { RefreshCw } from "lucide-react";
import { useActionState } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { ActionState } from "@/lib/action";

type ResyncFormProps = {
  projectId: string;
  resync: FormAction;
  running: boolean;
  primary: boolean;
  onDone: () => void;
};

/** Starts a full compare now; while one runs there is nothing to start. */
export function ResyncForm({ projectId, resync, running, primary, onDone }: ResyncFormProps) {
  const [, action, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await resync(previous, form);
    if (state.error) toast.error(state.error.message, { description: state.error.remedy });
    else onDone();
    return state;
  }, {});
  return (
    <Form action={action} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <Button
        type="submit"
        variant={primary ? "primary" : "default"}
        disabled={running}
        busy={pending}
        className="max-md:w-full"
        title={running ? "A full check is running" : undefined}
        aria-keyshortcuts="R"
      >
        <RefreshCw aria-hidden />
        Resync now
      </Button>
    </Form>
  );
}
