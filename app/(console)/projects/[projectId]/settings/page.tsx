import type { Metadata } from "next";
import { DeleteCard } from "@/components/projects/delete-card";
import { RenameCard } from "@/components/projects/rename-card";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { loadProject } from "../../../load";
import { deleteProjectAction, renameProjectAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/projects/[projectId]/settings">) {
  const project = await loadProject((await params).projectId);
  return (
    <>
      <PageHead title="Settings" />
      {project.role === "viewer" ? (
        <Card title="Name">
          <p className="p-4">{project.name}</p>
        </Card>
      ) : (
        <RenameCard project={project} action={renameProjectAction} />
      )}
      {project.role === "owner" && <DeleteCard project={project} action={deleteProjectAction} />}
    </>
  );
}
