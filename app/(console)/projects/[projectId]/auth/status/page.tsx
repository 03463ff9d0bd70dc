import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { StatusPage } from "@/components/status/status-page";
import { ParityCard } from "@/components/verify/parity-card";
import { getStatus } from "@/lib/integrations/get-status";
import { getVerify } from "@/lib/integrations/get-verify";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../load";
import { repairAction, resyncAction, verifyAction } from "../actions";
import { pauseAction, resumeAction } from "../settings/actions";

export const metadata: Metadata = { title: "Auth status" };

export default async function AuthStatusPage({ params }: PageProps<"/projects/[projectId]/auth/status">) {
  const { projectId } = await params;
  const project = await loadProject(projectId);
  const actor = await requireActor();
  const [status, parity] = await Promise.all([getStatus(actor, projectId), getVerify(actor, projectId)]);
  if (!status || !parity) redirect(`/projects/${projectId}/auth`);
  const canAct = project.role !== "viewer";
  return (
    <StatusPage
      key={status.id}
      projectId={projectId}
      initial={status}
      canAct={canAct}
      actions={{ resync: resyncAction, pause: pauseAction, resume: resumeAction, isOwner: project.role === "owner" }}
      parity={
        <ParityCard
          projectId={projectId}
          initial={parity}
          actions={canAct ? { verify: verifyAction, repair: repairAction } : undefined}
        />
      }
    />
  );
}
