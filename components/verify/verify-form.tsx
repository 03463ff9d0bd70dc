"use client";
import { ShieldCheck } from "lucide-react";
import { useActionState } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { ActionState } from "@/lib/action";

type VerifyFormProps = { projectId: string; verify: FormAction; disabled: boolean; onDone: () => void };

/** Starts a parity check. */
export function VerifyForm({ projectId, verify, disabled, onDone }: VerifyFormProps) {
  const [, action, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await verify(previous, form);
    if (state.error) toast.error(state.error.message, { description: state.error.remedy });
    onDone();
    return state;
  }, {});
  return (
    <Form action={action} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <Button type="submit" size="small" busy={pending} disabled={disabled}>
        <ShieldCheck aria-hidden />
        Verify now
      </Button>
    </Form>
  );
}
