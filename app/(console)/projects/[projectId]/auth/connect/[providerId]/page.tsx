import type { Metadata } from "next";
import { ConnectFrame } from "@/components/integrations/connect-frame";
import { CredentialsForm } from "@/components/integrations/credentials-form";
import { DemoHelp, KeyHelp } from "@/components/integrations/key-help";
import { demoHint } from "@/lib/integrations/demo-hint";
import { authenticateAction } from "../../actions";
import { loadStep } from "../../load-step";

export const metadata: Metadata = { title: "Connect, step 1" };

/** The demo app is a Better Auth server. */
const demoProvider = "better-auth";

export default async function AuthenticatePage({
  params,
}: PageProps<"/projects/[projectId]/auth/connect/[providerId]">) {
  const { actor, project, provider, draft } = await loadStep(await params);
  const demo = provider.id === demoProvider ? await demoHint(actor, project.id) : null;
  const aside = (
    <>
      {demo && <DemoHelp url={demo.url} />}
      <KeyHelp provider={provider} />
    </>
  );
  return (
    <ConnectFrame projectId={project.id} provider={provider} step={0} aside={aside}>
      <CredentialsForm
        projectId={project.id}
        provider={provider}
        hints={draft?.hints ?? {}}
        known={demo ? { baseUrl: demo.baseUrl } : {}}
        action={authenticateAction}
      />
    </ConnectFrame>
  );
}
