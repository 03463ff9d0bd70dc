import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DisconnectForm } from "@/components/integrations/disconnect-form";
import { Card } from "@/components/ui/card";
import { getDisconnect } from "@/lib/integrations/get-disconnect";
import { getStatus } from "@/lib/integrations/get-status";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../load";
import { disconnectAction } from "../actions";

export const metadata: Metadata = { title: "Disconnect" };

export default async function DisconnectPage({ params }: PageProps<"/projects/[projectId]/auth/disconnect">) {
  const { projectId } = await params;
  const actor = await requireActor();
  const project = await loadProject(projectId);
  if (project.role === "viewer") notFound();
  if (!(await getStatus(actor, projectId))) redirect(`/projects/${projectId}/auth`);
  const view = await getDisconnect(actor, projectId);
  const { provider, listening } = view.status;
  return (
    <div className="mx-auto w-full max-w-150">
      <Card label="Disconnect">
        <div className="grid gap-3 px-4 pt-5 pb-4 md:px-6">
          <h1 className="text-16 font-semibold">
            Disconnect {provider.name} from {project.name}?
          </h1>
          <p className="text-2">
            Syncing stops{listening.webhook?.mode === "registered" && `, the webhook at ${provider.name} is removed`}{" "}
            and the stored key is erased. Users at {provider.name} are not touched.
          </p>
        </div>
        <DisconnectForm
          projectId={projectId}
          view={view}
          mayDrop={project.role === "owner"}
          action={disconnectAction}
        />
      </Card>
    </div>
  );
}
