import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { UserDetails } from "@/components/integrations/user-details";
import { getStatus } from "@/lib/integrations/get-status";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../../load";
import { resyncUserAction } from "./actions";

export const metadata: Metadata = { title: "User" };

export default async function UserPage({ params }: PageProps<"/projects/[projectId]/auth/users/[userId]">) {
  const { projectId, userId } = await params;
  const project = await loadProject(projectId);
  if (!(await getStatus(await requireActor(), projectId))) redirect(`/projects/${projectId}/auth`);
  return (
    <UserDetails
      projectId={projectId}
      // Pages are given the part of the address as it stands there.
      userId={decodeURIComponent(userId)}
      resync={project.role === "viewer" ? undefined : resyncUserAction}
    />
  );
}
