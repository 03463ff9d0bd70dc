"use client";
import { useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { CodeBlock } from "@/components/ui/code-block";
import { Option, OptionList } from "@/components/ui/option-list";
import type { ReviewView } from "@/lib/integrations/views";
import { ConnectForm } from "./connect-form";

type ReviewFormProps = { projectId: string; review: ReviewView; action: FormAction };

/** Step 3: the schema, and the statements that will run. */
export function ReviewForm({ projectId, review: { draft, presets }, action }: ReviewFormProps) {
  const [schema, setSchema] = useState<string | undefined>(presets.find(({ blocked }) => blocked === null)?.schema);
  const chosen = presets.find((preset) => preset.schema === schema);
  return (
    <ConnectForm
      projectId={projectId}
      providerId={draft.provider.id}
      action={action}
      submit={{ label: "Connect", busy: "Connecting", disabled: !chosen }}
      back="select"
    >
      {() => (
        <>
          <div className="grid gap-1.5">
            <h2 className="font-medium">Schema</h2>
            <OptionList legend="Schema">
              {presets.map((preset) => (
                <Option
                  key={preset.schema}
                  name="schema"
                  value={preset.schema}
                  checked={preset.schema === schema}
                  onChange={setSchema}
                  title={<code>{preset.schema}</code>}
                  hint={preset.adopts ? `${preset.hint} The table that is there is used as it is.` : preset.hint}
                  disabled={preset.blocked}
                />
              ))}
            </OptionList>
          </div>
          {chosen ? (
            <div className="grid gap-1.5">
              <h2 className="font-medium">{chosen.adopts ? "What the table has to be" : "What will be created"}</h2>
              <CodeBlock
                label="The statements"
                code={chosen.sql}
                className="overflow-clip rounded-3 border border-line"
              />
              <p className="text-12 text-3">
                {chosen.adopts && "What exists already is kept as it is. "}A second schema, <code>rollcall</code>, holds
                the bookkeeping.
              </p>
            </div>
          ) : (
            <p className="text-2">None of the schemas can be used in this database. The reasons stand above.</p>
          )}
        </>
      )}
    </ConnectForm>
  );
}
