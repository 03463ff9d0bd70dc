import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { RunPage } from "@/components/activity/run-page";
import { AppError } from "@/lib/errors";
import { getRun } from "@/lib/integrations/get-run";
import { getStatus } from "@/lib/integrations/get-status";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../../../load";
import { resyncAction } from "../../../actions";

export const metadata: Metadata = { title: "Run" };

type Props = PageProps<"/projects/[projectId]/auth/activity/runs/[runId]">;

export default async function OneRunPage({ params }: Props) {
  const { projectId, runId } = await params;
  const project = await loadProject(projectId);
  const actor = await requireActor();
  const status = await getStatus(actor, projectId);
  if (!status) redirect(`/projects/${projectId}/auth`);
  const view = await getRun(actor, projectId, runId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <RunPage
      key={runId}
      projectId={projectId}
      opened={{ status, view }}
      retry={project.role === "viewer" ? undefined : resyncAction}
    />
  );
}
