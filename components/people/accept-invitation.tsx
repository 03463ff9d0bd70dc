"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";

type AcceptProps = { token: string; name: string; action: FormAction };

/** Joins as who one is signed in as. */
export function AcceptInvitation({ token, name, action }: AcceptProps) {
  const [state, submit, pending] = useActionState(action, {});
  return (
    <Form action={submit} pending={pending} className="grid gap-4">
      <Alert error={state.error} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" className="h-10!" busy={pending} busyLabel="Joining project">
        Join project
      </Button>
      <p className="text-center text-12 text-3">You are signed in as {name}.</p>
    </Form>
  );
}
