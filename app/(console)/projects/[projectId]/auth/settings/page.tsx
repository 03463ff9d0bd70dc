import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/integrations/auth-frame";
import { DeletedUsersCard } from "@/components/integrations/deleted-users-card";
import { BudgetCard } from "@/components/settings/budget-card";
import { DisconnectCard, KeysCard } from "@/components/settings/keys-card";
import { PrivateCard } from "@/components/settings/private-card";
import { ScheduleCard } from "@/components/settings/schedule-card";
import { SyncCard } from "@/components/settings/sync-card";
import { getSettings } from "@/lib/integrations/get-settings";
import { getStatus } from "@/lib/integrations/get-status";
import { listErasures } from "@/lib/integrations/list-erasures";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../load";
import { rotateWebhookSecretAction } from "../actions";
import {
  cancelErasureAction,
  pauseAction,
  purgeUserAction,
  resumeAction,
  retryErasureAction,
  setBudgetShareAction,
  setDeletionPolicyAction,
  setPrivateMetadataAction,
  setScheduleAction,
} from "./actions";

export const metadata: Metadata = { title: "Auth settings" };

const syncing = { pause: pauseAction, resume: resumeAction };
const erasing = {
  save: setDeletionPolicyAction,
  cancel: cancelErasureAction,
  retry: retryErasureAction,
  purge: purgeUserAction,
};

export default async function AuthSettingsPage({ params }: PageProps<"/projects/[projectId]/auth/settings">) {
  const { projectId } = await params;
  const project = await loadProject(projectId);
  const actor = await requireActor();
  const reads = [getStatus(actor, projectId), getSettings(actor, projectId), listErasures(actor, projectId)] as const;
  const [status, settings, erasures] = await Promise.all(reads);
  if (!status || !settings || !erasures) redirect(`/projects/${projectId}/auth`);
  const may = <T,>(action: T) => (project.role === "viewer" ? undefined : action);
  const { privateMetadata, provider } = settings;
  return (
    <AuthFrame projectId={projectId} status={status}>
      <SyncCard projectId={projectId} status={status} actions={may(syncing)} />
      <ScheduleCard projectId={projectId} view={settings} action={may(setScheduleAction)} />
      <BudgetCard projectId={projectId} view={settings} action={may(setBudgetShareAction)} />
      {privateMetadata && (
        <PrivateCard {...{ projectId, provider }} view={privateMetadata} action={may(setPrivateMetadataAction)} />
      )}
      <DeletedUsersCard projectId={projectId} view={erasures} actions={may(erasing)} />
      {project.role !== "viewer" && (
        <>
          <KeysCard projectId={projectId} status={status} rotate={rotateWebhookSecretAction} />
          <DisconnectCard projectId={projectId} status={status} />
        </>
      )}
    </AuthFrame>
  );
}
