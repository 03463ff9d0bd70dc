"use client";
import type { FormAction } from "@/components/projects/form-action";
import type { ProviderView } from "@/lib/integrations/views";
import { ConnectForm } from "./connect-form";
import { CredentialFields } from "./credential-fields";

type CredentialsFormProps = {
  projectId: string;
  provider: ProviderView;
  hints: Record<string, string>;
  known: Record<string, string>;
  action: FormAction;
};

/** Step 1 by a key: the fields that the provider asks for. */
export function CredentialsForm({ projectId, provider, hints, known, action }: CredentialsFormProps) {
  return (
    <ConnectForm
      projectId={projectId}
      providerId={provider.id}
      action={action}
      submit={{ label: "Continue", busy: "Checking" }}
      note="Nothing is written to your database yet."
    >
      {(state) => <CredentialFields fields={provider.fields} hints={hints} known={known} state={state} />}
    </ConnectForm>
  );
}
