"use client";
import { useActionState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Field } from "@/components/ui/field";
import { Option, OptionList } from "@/components/ui/option-list";

type PurgeFormProps = { projectId: string; provider: string; action: FormAction; onDone: () => void };

/** Takes one deleted user's data out of the table at once. The typed id is what confirms it. */
export function PurgeForm({ projectId, provider, action, onDone }: PurgeFormProps) {
  const form = useActionState(action, {});
  useDone(form[0], "The user's data was purged.", onDone);
  return (
    <DialogForm
      form={form}
      hidden={{ projectId }}
      keep="Purge nobody"
      submit={{ label: "Purge user", busy: "Purging user", variant: "danger" }}
    >
      <Field
        label="User id"
        name="userId"
        help={`The id as in users_sync. ${provider} is asked first: only a user whom it no longer knows is purged.`}
        spellCheck={false}
        autoCapitalize="none"
        error={form[0].fields?.userId?.[0]}
      />
      <OptionList legend="What goes">
        <Option
          name="how"
          value="delete"
          defaultChecked
          title="Delete the row"
          hint="Your foreign keys act. One that refuses is named, and nothing changes."
        />
        <Option
          name="how"
          value="blank"
          title="Keep the row, remove its personal data"
          hint="Name, e-mail and raw_json go; the id stays, so that what refers to it holds."
        />
      </OptionList>
    </DialogForm>
  );
}
