import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectFrame } from "@/components/integrations/connect-frame";
import { ReviewAside } from "@/components/integrations/review-aside";
import { ReviewForm } from "@/components/integrations/review-form";
import { StepFailed } from "@/components/integrations/step-failed";
import { review } from "@/lib/integrations/review";
import { connectAction } from "../../../actions";
import { attempt, loadStep } from "../../../load-step";

export const metadata: Metadata = { title: "Connect, step 3" };

type Props = PageProps<"/projects/[projectId]/auth/connect/[providerId]/review">;

export default async function ReviewPage({ params }: Props) {
  const { actor, project, provider, draft } = await loadStep(await params);
  const first = `/projects/${project.id}/auth/connect/${provider.id}` as const;
  if (!draft) redirect(first);
  if (!draft.providerProject) redirect(`${first}/select`);
  const read = await attempt(review(actor, project.id, provider.id));
  if (read.error) {
    return (
      <ConnectFrame projectId={project.id} provider={provider} step={2}>
        <StepFailed projectId={project.id} providerId={provider.id} error={read.error} />
      </ConnectFrame>
    );
  }
  return (
    <ConnectFrame projectId={project.id} provider={provider} step={2} aside={<ReviewAside review={read.value} />}>
      <ReviewForm projectId={project.id} review={read.value} action={connectAction} />
    </ConnectFrame>
  );
}
