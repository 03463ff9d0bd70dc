"use client";
import { useState } from "react";
import { CardForm } from "@/components/projects/card-form";
import type { FormAction } from "@/components/projects/form-action";
import { useUndoable } from "@/components/projects/use-undoable";
import { Field } from "@/components/ui/field";
import { Option, OptionList } from "@/components/ui/option-list";
import type { ErasuresView } from "@/lib/integrations/views";

type DeletionPolicyFormProps = { projectId: string; view: ErasuresView; action: FormAction };

/** *Mark* is the default; *erase* is what lets foreign keys act. */
export function DeletionPolicyForm({ projectId, view, action }: DeletionPolicyFormProps) {
  const [policy, setPolicy] = useState<string>(view.policy);
  const { form, round } = useUndoable(action, {
    done: "Deletion policy saved.",
    former: formerOf(projectId, view),
    onUndone: () => setPolicy(view.policy),
  });
  const choice = { name: "policy", onChange: setPolicy };
  return (
    <CardForm key={round} form={form} hidden={{ projectId }} submit={{ label: "Save policy", busy: "Saving policy" }}>
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
      <HoldBack hours={view.holdBackHours} hidden={policy === "mark"} fields={form[0].fields} />
      <p className="text-12 text-3">
        This is for users deleted from now on: rows marked before stay marked, and each can be purged below. What is
        scheduled already keeps its time, and is cancelled when you go back to marking.
      </p>
    </CardForm>
  );
}

/** Marking again cancels what is scheduled, and nothing schedules it anew: then there is no way back. */
const formerOf = (projectId: string, { policy, holdBackHours, erasures }: ErasuresView) =>
  erasures.length > 0
    ? null
    : { projectId, policy, days: String(Math.floor(holdBackHours / 24)), hours: String(holdBackHours % 24) };

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
