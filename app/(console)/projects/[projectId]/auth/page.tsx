import type { Metadata } from "next";
import { Connected } from "@/components/integrations/connected";
import { NotConnected } from "@/components/integrations/not-connected";
import { getStatus } from "@/lib/integrations/get-status";
import { listProviders } from "@/lib/integrations/list-providers";
import { getOwnership } from "@/lib/integrations/transfer";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";
import {
  createUserAction,
  deleteUserAction,
  resyncAction,
  revealWebhookSecretAction,
  rotateWebhookSecretAction,
  saveWebhookSecretAction,
  startTransferAction,
} from "./actions";
import { pauseAction, resumeAction } from "./settings/actions";

export const metadata: Metadata = { title: "Auth" };

export default async function AuthPage({ params }: PageProps<"/projects/[projectId]/auth">) {
  const { projectId } = await params;
  const project = await loadProject(projectId);
  const actor = await requireActor();
  const status = await getStatus(actor, projectId);
  if (!status) return <NotConnected project={project} providers={listProviders()} />;
  return (
    <Connected
      key={status.id}
      projectId={projectId}
      initial={status}
      canAct={project.role !== "viewer"}
      owner={await getOwnership(actor, projectId).catch(() => null)}
      actions={{
        resync: resyncAction,
        pause: pauseAction,
        resume: resumeAction,
        isOwner: project.role === "owner",
        saveSecret: saveWebhookSecretAction,
        revealSecret: revealWebhookSecretAction,
        rotate: rotateWebhookSecretAction,
        createUser: createUserAction,
        deleteUser: deleteUserAction,
        ...(project.role === "owner" && { startTransfer: startTransferAction }),
      }}
    />
  );
}
