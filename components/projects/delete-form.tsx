"use client";
import { useActionState, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { ProjectView } from "@/lib/projects/views";
import type { FormAction } from "./form-action";
import { formError } from "./form-error";

type DeleteFormProps = { project: Pick<ProjectView, "id" | "name">; action: FormAction };

/** What cannot be undone needs the name typed. */
export function DeleteForm({ project, action }: DeleteFormProps) {
  const [state, submit, pending] = useActionState(action, {});
  const [typed, setTyped] = useState("");
  return (
    <Form action={submit} pending={pending}>
      <DialogBody>
        <Alert error={formError(state)} />
        <input type="hidden" name="projectId" value={project.id} />
        <Field
          label={`Type ${project.name} to confirm`}
          name="typedName"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={state.fields?.typedName?.[0]}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose>
          <Button>Keep project</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="danger"
          disabled={typed.trim() !== project.name}
          busy={pending}
          busyLabel="Deleting project"
        >
          Delete project
        </Button>
      </DialogFooter>
    </Form>
  );
}
