"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Option, OptionList } from "@/components/ui/option-list";

type PurgeFormProps = { projectId: string; provider: string; action: FormAction; onDone: () => void };

/** Takes one deleted user's data out of the table at once. The typed id is what confirms it. */
export function PurgeForm({ projectId, provider, action, onDone }: PurgeFormProps) {
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, "The user's data was purged.", onDone);
  return (
    <Form action={submit} pending={pending}>
      <DialogBody>
        <Alert error={formError(state)} />
        <input type="hidden" name="projectId" value={projectId} />
        <Field
          label="User id"
          name="userId"
          help={`The id as in users_sync. ${provider} is asked first: only a user whom it no longer knows is purged.`}
          spellCheck={false}
          autoCapitalize="none"
          error={state.fields?.userId?.[0]}
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
      </DialogBody>
      <DialogFooter>
        <DialogClose>
          <Button>Purge nobody</Button>
        </DialogClose>
        <Button type="submit" variant="danger" busy={pending} busyLabel="Purging user">
          Purge user
        </Button>
      </DialogFooter>
    </Form>
  );
}
