"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import type { ProjectView } from "@/lib/projects/views";
import type { FormAction } from "./form-action";
import { ReplaceConnectionForm } from "./replace-connection-form";

type DatabaseCardProps = { project: ProjectView; replaceAction?: FormAction };

/** Where the project's database is; the connection string itself never comes back. */
export function DatabaseCard({ project, replaceAction }: DatabaseCardProps) {
  const [replacing, setReplacing] = useState(false);
  const code = (text: string) => <span className="font-mono text-12 break-all">{text}</span>;
  return (
    <Card
      title="Database"
      actions={
        replaceAction &&
        !replacing && (
          <Button variant="ghost" size="small" onClick={() => setReplacing(true)}>
            Replace connection string
          </Button>
        )
      }
    >
      <div className="grid gap-4 p-4">
        <Facts
          items={[
            { label: "Host", value: code(project.host) },
            { label: "Database", value: code(project.database) },
            { label: "Role", value: code(project.databaseRole) },
          ]}
        />
        {replaceAction && replacing && (
          <ReplaceConnectionForm projectId={project.id} action={replaceAction} onClose={() => setReplacing(false)} />
        )}
      </div>
    </Card>
  );
}
