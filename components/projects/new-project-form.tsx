"use client";
import Link from "next/link";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { ConnectionField } from "./connection-field";
import type { FormAction } from "./form-action";
import { formError } from "./form-error";

/** Name and database of a project; the connection is tested before anything is saved. */
export function NewProjectForm({ action }: { action: FormAction }) {
  const [state, submit, pending] = useActionState(action, {});
  return (
    <Card label="New project">
      <Form action={submit} pending={pending}>
        <div className="grid gap-4 p-4">
          <Alert error={formError(state)} />
          <Field
            label="Name"
            name="name"
            placeholder="storefront"
            maxLength={80}
            defaultValue={state.values?.name}
            error={state.fields?.name?.[0]}
          />
          <ConnectionField error={state.fields?.connectionString?.[0]} />
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-line bg-subtle px-4 py-3">
          <Link href="/projects" className={buttonClass()}>
            Cancel
          </Link>
          <Button type="submit" variant="primary" busy={pending} busyLabel="Creating project">
            Create project
          </Button>
        </div>
      </Form>
    </Card>
  );
}
