"use client";
import type { FormAction } from "@/components/projects/form-action";
import { Option, OptionList } from "@/components/ui/option-list";
import { ProviderTile } from "@/components/ui/provider-tile";
import type { ProviderProject } from "@/lib/providers/types";
import { ConnectForm } from "./connect-form";

type SelectFormProps = {
  projectId: string;
  provider: { id: string; name: string };
  choices: ProviderProject[];
  selected: string | null;
  action: FormAction;
};

/** Step 2: which of the projects at the provider. A single one is selected already. */
export function SelectForm({ projectId, provider, choices, selected, action }: SelectFormProps) {
  const preselected = choices.length === 1 ? choices[0]?.id : selected;
  return (
    <ConnectForm
      projectId={projectId}
      providerId={provider.id}
      action={action}
      submit={{ label: "Continue", busy: "Checking" }}
      back="authenticate"
    >
      {({ fields }) => (
        <div className="grid gap-3">
          <h2>
            <span className="font-medium">Select the provider project</span>
            <span className="text-3"> · {choices.length} visible with these credentials</span>
          </h2>
          <OptionList legend="Provider project">
            {choices.map(({ id, name }) => (
              <Option
                key={id}
                name="providerProjectId"
                value={id}
                defaultChecked={id === preselected}
                title={name}
                hint={name.includes(id) ? undefined : <code>{id}</code>}
                aside={<ProviderTile providerId="" name={name} size={32} />}
              />
            ))}
          </OptionList>
          {fields?.providerProjectId && (
            <p role="alert" className="text-12 text-bad">
              {fields.providerProjectId[0]}
            </p>
          )}
          <p className="text-12 text-3">Another project needs other credentials: go back and use those.</p>
        </div>
      )}
    </ConnectForm>
  );
}
