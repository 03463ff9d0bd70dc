import type { Metadata } from "next";
import { DeletedUsersCard } from "@/components/integrations/deleted-users-card";
import { DatabaseCard } from "@/components/projects/database-card";
import { DeleteCard } from "@/components/projects/delete-card";
import { RenameCard } from "@/components/projects/rename-card";
import { PageHead } from "@/components/ui/page-head";
import { listErasures } from "@/lib/integrations/list-erasures";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";
import {
  cancelErasureAction,
  deleteProjectAction,
  purgeUserAction,
  renameProjectAction,
  replaceConnectionAction,
  retryErasureAction,
  setDeletionPolicyAction,
} from "./actions";

export const metadata: Metadata = { title: "Settings" };

const erasing = {
  save: setDeletionPolicyAction,
  cancel: cancelErasureAction,
  retry: retryErasureAction,
  purge: purgeUserAction,
};

export default async function SettingsPage({ params }: PageProps<"/projects/[projectId]/settings">) {
  const project = await loadProject((await params).projectId);
  const erasures = await listErasures(await requireActor(), project.id);
  const mayChange = project.role !== "viewer";
  return (
    <>
      <PageHead title="Settings" />
      {mayChange && <RenameCard project={project} action={renameProjectAction} />}
      <DatabaseCard project={project} replaceAction={mayChange ? replaceConnectionAction : undefined} />
      {erasures && (
        <DeletedUsersCard projectId={project.id} view={erasures} actions={mayChange ? erasing : undefined} />
      )}
      {project.role === "owner" && <DeleteCard project={project} action={deleteProjectAction} />}
    </>
  );
}
