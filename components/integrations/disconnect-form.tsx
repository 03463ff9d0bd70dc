"use client";
import Link from "next/link";
import { useActionState, useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Option, OptionList } from "@/components/ui/option-list";
import type { DisconnectView } from "@/lib/integrations/views";
import { ForeignKeys } from "./foreign-keys";

type DisconnectFormProps = { projectId: string; view: DisconnectView; mayDrop: boolean; action: FormAction };

/** What happens to the table, and the button that does it. Keeping it is the default. */
export function DisconnectForm({ projectId, view: { status, foreignKeys }, mayDrop, action }: DisconnectFormProps) {
  const [state, run, pending] = useActionState(action, {});
  const [choice, setChoice] = useState("keep");
  const [typed, setTyped] = useState("");
  const table = `${status.schema}.users_sync`;
  const drop = choice === "drop";
  const confirmed = !drop || typed.trim() === table;
  return (
    <Form action={run} pending={pending}>
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="expected" value={table} />
      <input type="hidden" name="foreignKeys" value={foreignKeys?.length ?? 0} />
      <div className="grid gap-4 px-4 pb-5 md:px-6">
        {!state.fields?.confirmation && <Alert error={state.error} />}
        <OptionList legend="What happens to the table">
          <Option
            name="table"
            value="keep"
            checked={!drop}
            onChange={setChoice}
            title="Keep the table"
            hint="Every row stays as it is now. You can connect again later and go on."
          />
          {mayDrop && (
            <Option
              name="table"
              value="drop"
              checked={drop}
              onChange={setChoice}
              title="Drop the table"
              hint={
                <>
                  Deletes <code>{table}</code> with every row. This cannot be undone.
                </>
              }
              disabled={foreignKeys === null && "Your database does not answer, so nothing can be dropped right now."}
            />
          )}
        </OptionList>
        {drop && foreignKeys && foreignKeys.length > 0 && <ForeignKeys keys={foreignKeys} />}
        {drop && (
          <Field
            name="confirmation"
            label={
              <>
                Type <code>{table}</code> to confirm
              </>
            }
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            error={state.fields?.confirmation?.[0]}
            spellCheck={false}
            autoCapitalize="none"
          />
        )}
      </div>
      <div className="flex flex-col-reverse justify-end gap-2 border-t border-line bg-subtle px-4 py-3 md:flex-row">
        <Link href={`/projects/${projectId}/auth`} className={buttonClass()}>
          Cancel
        </Link>
        <Button type="submit" variant="danger" disabled={!confirmed} busy={pending} busyLabel="Disconnecting">
          {drop ? "Drop table and disconnect" : "Disconnect"}
        </Button>
      </div>
    </Form>
  );
}
