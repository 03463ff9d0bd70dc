"use client";
import { useActionState, useState } from "react";
import { Field } from "@/components/ui/field";
import type { ProjectView } from "@/lib/projects/views";
import { DialogForm } from "./dialog-form";
import type { FormAction } from "./form-action";

type DeleteFormProps = { project: Pick<ProjectView, "id" | "name">; action: FormAction };

/** What cannot be undone needs the name typed. */
export function DeleteForm({ project, action }: DeleteFormProps) {
  const form = useActionState(action, {});
  const [typed, setTyped] = useState("");
  const disabled = typed.trim() !== project.name;
  return (
    <DialogForm
      form={form}
      hidden={{ projectId: project.id }}
      keep="Keep project"
      submit={{ label: "Delete project", busy: "Deleting project", variant: "danger", disabled }}
    >
      <Field
        label={`Type ${project.name} to confirm`}
        name="typedName"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={form[0].fields?.typedName?.[0]}
      />
    </DialogForm>
  );
}
