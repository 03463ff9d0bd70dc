"use client";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import type { ProjectView } from "@/lib/projects/views";
import { DeleteForm } from "./delete-form";
import type { FormAction } from "./form-action";

type DeleteCardProps = { project: Pick<ProjectView, "id" | "name" | "database">; action: FormAction };

export function DeleteCard({ project, action }: DeleteCardProps) {
  return (
    <Card title="Delete project">
      <div className="grid gap-4 p-4">
        <p className="max-w-[88ch] text-2">
          Rollcall forgets this project and stops syncing. The database <code>{project.database}</code>, its tables and
          its rows stay as they are.
        </p>
        <Dialog
          trigger={<Button className="justify-self-start">Delete project</Button>}
          title={`Delete ${project.name}?`}
          description="The project, its integration and its history leave Rollcall. This cannot be undone. No table or row of your database changes."
        >
          <DeleteForm project={project} action={action} />
        </Dialog>
      </div>
    </Card>
  );
}
