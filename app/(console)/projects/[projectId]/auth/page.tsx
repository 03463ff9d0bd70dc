import type { Metadata } from "next";
import { Connected } from "@/components/integrations/connected";
import { NotConnected } from "@/components/integrations/not-connected";
import { getStatus } from "@/lib/integrations/get-status";
import { listProviders } from "@/lib/integrations/list-providers";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";
import { decideAction, resyncAction, revealWebhookSecretAction, saveWebhookSecretAction } from "./actions";

export const metadata: Metadata = { title: "Auth" };

export default async function AuthPage({ params }: PageProps<"/projects/[projectId]/auth">) {
  const { projectId } = await params;
  const project = await loadProject(projectId);
  const status = await getStatus(await requireActor(), projectId);
  if (!status) return <NotConnected project={project} providers={listProviders()} />;
  return (
    <Connected
      key={status.id}
      projectId={projectId}
      initial={status}
      canAct={project.role !== "viewer"}
      actions={{
        resync: resyncAction,
        saveSecret: saveWebhookSecretAction,
        revealSecret: revealWebhookSecretAction,
        decide: decideAction,
      }}
    />
  );
}
