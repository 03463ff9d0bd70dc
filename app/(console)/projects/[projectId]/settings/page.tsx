import type { Metadata } from "next";
import { DatabaseCard } from "@/components/projects/database-card";
import { DeleteCard } from "@/components/projects/delete-card";
import { RenameCard } from "@/components/projects/rename-card";
import { PageHead } from "@/components/ui/page-head";
import { loadProject } from "../../../load";
import { deleteProjectAction, renameProjectAction, replaceConnectionAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/projects/[projectId]/settings">) {
  const project = await loadProject((await params).projectId);
  const mayChange = project.role !== "viewer";
  return (
    <>
      <PageHead title="Settings" />
      {mayChange && <RenameCard project={project} action={renameProjectAction} />}
      <DatabaseCard project={project} replaceAction={mayChange ? replaceConnectionAction : undefined} />
      {project.role === "owner" && <DeleteCard project={project} action={deleteProjectAction} />}
    </>
  );
}
