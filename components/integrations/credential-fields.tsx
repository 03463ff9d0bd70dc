import { Field } from "@/components/ui/field";
import { SecretField } from "@/components/ui/secret-field";
import { SecretTextarea } from "@/components/ui/textarea-field";
import type { ActionState } from "@/lib/action";
import type { ProviderView } from "@/lib/integrations/views";

type CredentialFieldsProps = {
  fields: ProviderView["fields"];
  /** What is stored already: public values whole, of secrets only the beginning and the end. */
  hints: Record<string, string>;
  /** Values known without the person, such as the demo's address. */
  known?: Record<string, string>;
  state: ActionState;
};

/** What a provider asks for; what is rarely needed is folded away. Stored secrets never come back; an empty field keeps them. */
export function CredentialFields({ fields, hints, known = {}, state }: CredentialFieldsProps) {
  const shown = ({ name }: { name: string }) => Boolean(hints[name] || known[name] || state.fields?.[name]);
  const rare = fields.filter(({ advanced }) => advanced);
  const all = (some: ProviderView["fields"]) =>
    some.map((field) => (
      <CredentialField
        key={field.name}
        field={field}
        hint={hints[field.name]}
        known={known[field.name]}
        state={state}
      />
    ));
  return (
    <>
      {all(fields.filter(({ advanced }) => !advanced))}
      {rare.length > 0 && (
        <details open={rare.some(shown)} className="grid gap-3">
          <summary className="w-fit cursor-default rounded-1 text-2 hover:text-text">Advanced</summary>
          <div className="grid gap-5 pt-2">{all(rare)}</div>
        </details>
      )}
    </>
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
  const Secret = field.multiline ? SecretTextarea : SecretField;
  return (
    <Secret
      {...shared}
      placeholder={hint || field.placeholder}
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
  );
}
