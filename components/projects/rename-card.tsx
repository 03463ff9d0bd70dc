"use client";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import type { ProjectView } from "@/lib/projects/views";
import { CardForm } from "./card-form";
import type { FormAction } from "./form-action";
import { useUndoable } from "./use-undoable";

type RenameCardProps = { project: Pick<ProjectView, "id" | "name">; action: FormAction };

export function RenameCard({ project, action }: RenameCardProps) {
  const former = { projectId: project.id, name: project.name };
  const { form, round } = useUndoable(action, { done: "Name saved.", former });
  const [{ values, fields }] = form;
  return (
    <Card title="Name">
      <CardForm
        key={round}
        form={form}
        hidden={{ projectId: project.id }}
        submit={{ label: "Save name", busy: "Saving name" }}
      >
        <Field
          label="Project name"
          name="name"
          maxLength={80}
          defaultValue={values?.name ?? project.name}
          error={fields?.name?.[0]}
        />
      </CardForm>
    </Card>
  );
}
