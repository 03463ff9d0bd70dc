import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { PublicError } from "@/lib/errors";

type StepFailedProps = { projectId: string; providerId: string; error: PublicError };

/** A step of Connect that could not be prepared, with the two ways out of it. */
export function StepFailed({ projectId, providerId, error }: StepFailedProps) {
  return (
    <Card label="This step">
      <div className="grid gap-4 p-4 md:p-5">
        <Alert error={error} />
        <div className="flex flex-wrap gap-2">
          <Link href={`/projects/${projectId}/auth/connect/${providerId}`} className={buttonClass("primary")}>
            Back to Authenticate
          </Link>
          <Link href={`/projects/${projectId}/auth`} className={buttonClass("ghost")}>
            Cancel
          </Link>
        </div>
      </div>
    </Card>
  );
}
