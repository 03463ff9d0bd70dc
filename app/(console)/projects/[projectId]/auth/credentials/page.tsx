import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ConnectOutcome } from "@/components/integrations/connect-outcome";
import { Keyless } from "@/components/integrations/keyless";
import { ReplaceCredentialsForm } from "@/components/integrations/replace-credentials-form";
import { getCredentialsForm } from "@/lib/integrations/get-credentials-form";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../load";
import { beginOAuthAction, replaceCredentialsAction } from "../actions";

export const metadata: Metadata = { title: "Replace credentials" };

type Props = PageProps<"/projects/[projectId]/auth/credentials">;

export default async function CredentialsPage({ params, searchParams }: Props) {
  const { projectId } = await params;
  const project = await loadProject(projectId);
  if (project.role === "viewer") notFound();
  const view = await getCredentialsForm(await requireActor(), projectId);
  if (!view) redirect(`/projects/${projectId}/auth`);
  const { provider, providerProject, hints } = view;
  return (
    <div className="mx-auto grid w-full max-w-150 gap-5">
      <header className="grid gap-1">
        <h1 className="text-20 font-semibold">Replace the credentials of {provider.name}</h1>
        <p className="text-2">
          The sync goes on with the ones it has until {provider.name} has accepted the new ones for{" "}
          {providerProject.name}.
        </p>
      </header>
      <ConnectOutcome outcome={(await searchParams).connect} />
      {provider.oauth && (
        <Keyless projectId={projectId} provider={{ ...provider, provision: false }} begin={beginOAuthAction} />
      )}
      <ReplaceCredentialsForm
        projectId={projectId}
        provider={provider}
        hints={hints}
        action={replaceCredentialsAction}
      />
    </div>
  );
}
