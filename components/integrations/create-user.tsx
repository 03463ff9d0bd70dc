"use client";
import { UserPlus } from "lucide-react";
import { useActionState, useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";

type CreateUserProps = { projectId: string; provider: string; action: FormAction };

/** Creates a user at the provider; the row follows by itself. */
export function CreateUser(props: CreateUserProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <UserPlus aria-hidden />
          Create user
        </Button>
      }
      title={`Create a user at ${props.provider}?`}
      description={`The user is made at ${props.provider}, without a password that anybody knows. The row follows as every change does.`}
    >
      <CreateUserForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function CreateUserForm({ projectId, provider, action, onDone }: CreateUserProps & { onDone: () => void }) {
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, `The user was created at ${provider}.`, onDone);
  return (
    <Form action={submit} pending={pending}>
      <DialogBody>
        <Alert error={formError(state)} />
        <input type="hidden" name="projectId" value={projectId} />
        <Field
          label="E-mail"
          name="email"
          type="email"
          placeholder="ada@example.com"
          defaultValue={state.values?.email}
          error={state.fields?.email?.[0]}
        />
        <Field
          label="Name"
          name="name"
          help="May be left empty."
          defaultValue={state.values?.name}
          error={state.fields?.name?.[0]}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={pending} busyLabel="Creating user">
          Create user
        </Button>
      </DialogFooter>
    </Form>
  );
}
