"use client";
import { RefreshCw } from "lucide-react";
import { useActionState } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { ActionState } from "@/lib/action";

type UserResyncProps = { projectId: string; userId: string; action: FormAction; onDone: () => void };

/** Reads this user again, by the way of every change. */
export function UserResync({ projectId, userId, action, onDone }: UserResyncProps) {
  const [, submit, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await action(previous, form);
    if (state.error) toast.error(state.error.message, { description: state.error.remedy });
    else onDone();
    return state;
  }, {});
  return (
    <Form action={submit} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="userId" value={userId} />
      <Button type="submit" variant="primary" busy={pending} className="max-md:w-full">
        <RefreshCw aria-hidden />
        Re-sync this user
      </Button>
    </Form>
  );
}
