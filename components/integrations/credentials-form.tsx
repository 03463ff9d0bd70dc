"use client";
import type { FormAction } from "@/components/projects/form-action";
import { Field } from "@/components/ui/field";
import { SecretField } from "@/components/ui/secret-field";
import type { ActionState } from "@/lib/action";
import type { ProviderView } from "@/lib/integrations/views";
import { ConnectForm } from "./connect-form";

type CredentialsFormProps = {
  projectId: string;
  provider: ProviderView;
  /** What is stored already: public values whole, of secrets only the beginning and the end. */
  hints: Record<string, string>;
  /** Values known without the person, such as the demo's address. */
  known: Record<string, string>;
  action: FormAction;
};

/** Step 1: the fields that the provider asks for. Stored secrets never come back; an empty field keeps them. */
export function CredentialsForm({ projectId, provider, hints, known, action }: CredentialsFormProps) {
  return (
    <ConnectForm
      projectId={projectId}
      providerId={provider.id}
      action={action}
      submit={{ label: "Continue", busy: "Checking" }}
      note="Nothing is written to your database yet."
    >
      {(state) =>
        provider.fields.map((field) => (
          <CredentialField
            key={field.name}
            field={field}
            hint={hints[field.name]}
            known={known[field.name]}
            state={state}
          />
        ))
      }
    </ConnectForm>
  );
}

type CredentialFieldProps = {
  field: ProviderView["fields"][number];
  hint?: string;
  known?: string;
  state: ActionState;
};

function CredentialField({ field, hint, known, state }: CredentialFieldProps) {
  const name = `credentials.${field.name}`;
  const shared = { name, label: field.label, placeholder: field.placeholder, error: state.fields?.[field.name]?.[0] };
  if (!field.secret) {
    return (
      <Field {...shared} help={field.help} defaultValue={state.values?.[name] ?? hint ?? known} spellCheck={false} />
    );
  }
  return (
    <>
      <input type="hidden" name="secret" value={name} />
      <SecretField
        {...shared}
        placeholder={hint ?? field.placeholder}
        help={
          hint ? (
            <>
              Leave it empty to keep <code>{hint}</code>. {field.help}
            </>
          ) : (
            field.help
          )
        }
      />
    </>
  );
}
