"use client";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { ProjectView } from "@/lib/projects/views";
import type { FormAction } from "./form-action";
import { formError } from "./form-error";
import { useDone } from "./use-done";

type RenameCardProps = { project: Pick<ProjectView, "id" | "name">; action: FormAction };

export function RenameCard({ project, action }: RenameCardProps) {
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, "Name saved.");
  return (
    <Card title="Name">
      <Form action={submit} pending={pending} className="grid max-w-160 gap-4 p-4">
        <Alert error={formError(state)} />
        <input type="hidden" name="projectId" value={project.id} />
        <Field
          label="Project name"
          name="name"
          maxLength={80}
          defaultValue={state.values?.name ?? project.name}
          error={state.fields?.name?.[0]}
        />
        <Button type="submit" busy={pending} busyLabel="Saving name" className="justify-self-start">
          Save name
        </Button>
      </Form>
    </Card>
  );
}
