"use client";
import { UserPlus } from "lucide-react";
import { useActionState, useState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";

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
  const form = useActionState(action, {});
  const [{ values, fields }] = form;
  useDone(form[0], `The user was created at ${provider}.`, onDone);
  return (
    <DialogForm
      form={form}
      hidden={{ projectId }}
      keep="Cancel"
      submit={{ label: "Create user", busy: "Creating user" }}
    >
      <Field
        label="E-mail"
        name="email"
        type="email"
        placeholder="ada@example.com"
        defaultValue={values?.email}
        error={fields?.email?.[0]}
      />
      <Field label="Name" name="name" help="May be left empty." defaultValue={values?.name} error={fields?.name?.[0]} />
    </DialogForm>
  );
}
