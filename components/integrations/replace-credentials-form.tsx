"use client";
import Link from "next/link";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import type { ProviderView } from "@/lib/integrations/views";
import { CredentialFields } from "./credential-fields";

type ReplaceCredentialsFormProps = {
  projectId: string;
  provider: ProviderView;
  hints: Record<string, string>;
  action: FormAction;
};

/** The same fields as in step 1 of Connect, for an integration that goes on meanwhile. */
export function ReplaceCredentialsForm({ projectId, provider, hints, action }: ReplaceCredentialsFormProps) {
  const [state, run, pending] = useActionState(action, {});
  return (
    <Card label="Credentials">
      <Form action={run} pending={pending}>
        <input type="hidden" name="projectId" value={projectId} />
        <input type="hidden" name="providerId" value={provider.id} />
        <div className="grid gap-5 p-4 md:p-5">
          <Alert error={formError(state)} />
          <CredentialFields fields={provider.fields} hints={hints} state={state} />
        </div>
        <div className="flex flex-wrap justify-end gap-2 border-t border-line bg-subtle px-4 py-3">
          <Link href={`/projects/${projectId}/auth`} className={buttonClass("ghost")}>
            Cancel
          </Link>
          <Button type="submit" variant="primary" busy={pending} busyLabel="Checking">
            Replace credentials
          </Button>
        </div>
      </Form>
    </Card>
  );
}
