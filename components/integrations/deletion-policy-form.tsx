"use client";
import { useActionState, useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Option, OptionList } from "@/components/ui/option-list";
import type { ErasuresView } from "@/lib/integrations/views";

type DeletionPolicyFormProps = { projectId: string; view: ErasuresView; action: FormAction };

/** *Mark* is the default; *erase* is what lets foreign keys act. */
export function DeletionPolicyForm({ projectId, view, action }: DeletionPolicyFormProps) {
  const [state, save, pending] = useActionState(action, {});
  const [policy, setPolicy] = useState<string>(view.policy);
  useDone(state, "Deletion policy saved.");
  const choice = { name: "policy", onChange: setPolicy };
  return (
    <Form action={save} pending={pending} className="grid max-w-160 gap-4 p-4">
      <Alert error={formError(state)} />
      <input type="hidden" name="projectId" value={projectId} />
      <OptionList legend="What happens to the row of a deleted user">
        <Option {...choice} value="mark" checked={policy === "mark"} title="Mark the row" hint={marking} />
        <Option
          {...choice}
          value="erase"
          checked={policy === "erase"}
          title="Erase the row after a hold-back"
          hint={<Erasing provider={view.provider} />}
        />
      </OptionList>
      <HoldBack hours={view.holdBackHours} hidden={policy === "mark"} fields={state.fields} />
      <p className="text-12 text-3">
        This is for users deleted from now on: rows marked before stay marked, and each can be purged below. What is
        scheduled already keeps its time, and is cancelled when you go back to marking.
      </p>
      <Button type="submit" busy={pending} busyLabel="Saving policy" className="justify-self-start">
        Save policy
      </Button>
    </Form>
  );
}

const marking = (
  <>
    <code>deleted_at</code> is set and the row stays for good. Nothing that refers to it changes.
  </>
);

const Erasing = ({ provider }: { provider: string }) => (
  <>
    <code>deleted_at</code> is set at once. When the hold-back is over Rollcall asks {provider} again; if the user is
    still gone, the row is deleted and your foreign keys act: <code>ON DELETE CASCADE</code> deletes,{" "}
    <code>SET NULL</code> and <code>SET DEFAULT</code> let go. A key that refuses keeps the row until you decide.
  </>
);

type HoldBackProps = { hours: number; hidden: boolean; fields: Record<string, string[] | undefined> | undefined };

/** Under *mark* the hold-back is kept for later, out of sight. */
function HoldBack({ hours, hidden, fields }: HoldBackProps) {
  const parts = [
    { name: "days", label: "Hold-back, days", value: Math.floor(hours / 24), error: fields?.days ?? fields?.holdBack },
    { name: "hours", label: "and hours", value: hours % 24, error: fields?.hours },
  ];
  if (hidden) return parts.map(({ name, value }) => <input key={name} type="hidden" name={name} value={value} />);
  return (
    <div className="grid grid-cols-2 gap-4 md:max-w-80">
      {parts.map(({ name, label, value, error }) => (
        <Field key={name} name={name} label={label} defaultValue={value} inputMode="numeric" error={error?.[0]} />
      ))}
    </div>
  );
}
