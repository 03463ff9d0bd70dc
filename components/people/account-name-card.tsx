"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";

export function AccountNameCard({ name, action }: { name: string; action: FormAction }) {
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, "Name saved.");
  return (
    <Card title="Name">
      <Form action={submit} pending={pending} className="grid max-w-160 gap-4 p-4">
        <Alert error={formError(state)} />
        <Field
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={80}
          help="Others in your projects see it. Entries of the audit log keep the name of their time."
          defaultValue={state.values?.name ?? name}
          error={state.fields?.name?.[0]}
        />
        <Button type="submit" busy={pending} busyLabel="Saving name" className="justify-self-start">
          Save name
        </Button>
      </Form>
    </Card>
  );
}
