"use client";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { ConnectionField } from "./connection-field";
import type { FormAction } from "./form-action";
import { formError } from "./form-error";
import { useDone } from "./use-done";

type ReplaceConnectionFormProps = { projectId: string; action: FormAction; onClose: () => void };

export function ReplaceConnectionForm({ projectId, action, onClose }: ReplaceConnectionFormProps) {
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, "Connection string replaced.", onClose);
  return (
    <Form action={submit} pending={pending} className="grid max-w-160 gap-4 border-t border-line pt-4">
      <Alert error={formError(state)} />
      <input type="hidden" name="projectId" value={projectId} />
      <ConnectionField label="New connection string" error={state.fields?.connectionString?.[0]} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={pending} busyLabel="Testing and saving">
          Test and save
        </Button>
        <Button onClick={onClose} disabled={pending}>
          Keep the old one
        </Button>
      </div>
    </Form>
  );
}
