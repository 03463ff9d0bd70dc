import type { Metadata } from "next";
import { ConnectFrame } from "@/components/integrations/connect-frame";
import { ConnectOutcome } from "@/components/integrations/connect-outcome";
import { CredentialsForm } from "@/components/integrations/credentials-form";
import { DemoHelp, KeyHelp } from "@/components/integrations/key-help";
import { Keyless } from "@/components/integrations/keyless";
import { demoHint } from "@/lib/integrations/demo-hint";
import { authenticateAction, beginOAuthAction, provisionAction } from "../../actions";
import { loadStep } from "../../load-step";

export const metadata: Metadata = { title: "Connect, step 1" };

export default async function AuthenticatePage({
  params,
  searchParams,
}: PageProps<"/projects/[projectId]/auth/connect/[providerId]">) {
  const { actor, project, provider, draft } = await loadStep(await params);
  const demo = await demoHint(actor, project.id, provider.id);
  const aside = (
    <>
      {demo && <DemoHelp url={demo.url} />}
      <KeyHelp provider={provider} />
    </>
  );
  return (
    <ConnectFrame projectId={project.id} provider={provider} step={0} aside={aside}>
      <div className="grid gap-5">
        <ConnectOutcome outcome={(await searchParams).connect} />
        {(provider.oauth || provider.provision) && (
          <Keyless projectId={project.id} provider={provider} begin={beginOAuthAction} provision={provisionAction} />
        )}
        <CredentialsForm
          projectId={project.id}
          provider={provider}
          hints={draft?.hints ?? {}}
          known={demo?.known ?? {}}
          action={authenticateAction}
        />
      </div>
    </ConnectFrame>
  );
}
