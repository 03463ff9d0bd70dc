import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectFrame } from "@/components/integrations/connect-frame";
import { SelectForm } from "@/components/integrations/select-form";
import { StepFailed } from "@/components/integrations/step-failed";
import { listProviderProjects } from "@/lib/integrations/list-provider-projects";
import { selectProjectAction } from "../../../actions";
import { attempt, loadStep } from "../../../load-step";

export const metadata: Metadata = { title: "Connect, step 2" };

type Props = PageProps<"/projects/[projectId]/auth/connect/[providerId]/select">;

export default async function SelectPage({ params }: Props) {
  const { actor, project, provider, draft } = await loadStep(await params);
  if (!draft) redirect(`/projects/${project.id}/auth/connect/${provider.id}`);
  const read = await attempt(listProviderProjects(actor, project.id, provider.id));
  return (
    <ConnectFrame projectId={project.id} provider={provider} step={1}>
      {read.error ? (
        <StepFailed projectId={project.id} providerId={provider.id} error={read.error} />
      ) : (
        <SelectForm
          projectId={project.id}
          provider={provider}
          choices={read.value}
          selected={draft.providerProject?.id ?? null}
          action={selectProjectAction}
        />
      )}
    </ConnectFrame>
  );
}
