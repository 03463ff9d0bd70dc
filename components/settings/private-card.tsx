"use client";
import { Fragment } from "react";
import { CardForm } from "@/components/projects/card-form";
import type { FormAction } from "@/components/projects/form-action";
import { useUndoable } from "@/components/projects/use-undoable";
import { Card } from "@/components/ui/card";
import { Option, OptionList } from "@/components/ui/option-list";
import type { SettingsView } from "@/lib/integrations/views";

type PrivateCardProps = {
  projectId: string;
  provider: string;
  view: NonNullable<SettingsView["privateMetadata"]>;
  action?: FormAction;
};

/** Whether raw_json holds what only the customer's own servers write. */
export function PrivateCard({ projectId, provider, view, action }: PrivateCardProps) {
  return (
    <Card title="Private metadata">
      {action ? (
        <PrivateForm {...{ projectId, provider, view, action }} />
      ) : (
        <p className="p-4 text-2">
          <Keys keys={view.keys} /> {view.leftOut ? "is left out of" : "is kept in"} <code>raw_json</code>.
        </p>
      )}
    </Card>
  );
}

const Keys = ({ keys }: { keys: string[] }) =>
  keys.map((key, n) => (
    <Fragment key={key}>
      {n > 0 && ", "}
      <code>{key}</code>
    </Fragment>
  ));

function PrivateForm({ projectId, provider, view, action }: PrivateCardProps & { action: FormAction }) {
  const former = { projectId, privateMetadata: view.leftOut ? "leave-out" : "keep" };
  const { form, round } = useUndoable(action, { done: "Saved. Every user is compared now.", former });
  return (
    <CardForm key={round} form={form} hidden={{ projectId }} submit={{ label: "Save", busy: "Saving" }}>
      <p className="text-2">
        What your own servers keep at {provider}, out of reach of your users: <Keys keys={view.keys} />. Whoever may
        read the table may read it there.
      </p>
      <OptionList legend="Private metadata in raw_json">
        <Option
          name="privateMetadata"
          value="keep"
          defaultChecked={!view.leftOut}
          title="Keep it"
          hint={
            <>
              <code>raw_json</code> is the whole user.
            </>
          }
        />
        <Option
          name="privateMetadata"
          value="leave-out"
          defaultChecked={view.leftOut}
          title="Leave it out"
          hint="It is taken out of every row, and never written again."
        />
      </OptionList>
      <p className="text-12 text-3">A change is followed by a full check, which writes every row once.</p>
    </CardForm>
  );
}
