"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatDuration, formatNumber } from "@/lib/format";
import type { SettingsView } from "@/lib/integrations/views";

type BudgetCardProps = { projectId: string; view: SettingsView; action?: FormAction };

/** How much of the provider's limit Rollcall may use. */
export function BudgetCard({ projectId, view, action }: BudgetCardProps) {
  return (
    <Card title="API budget">
      <div className="grid gap-4 p-4">
        <p className="max-w-[88ch] text-2">{limitOf(view)}</p>
        {action ? (
          <BudgetForm projectId={projectId} view={view} action={action} />
        ) : (
          <p>Rollcall uses up to {view.budget.percent} % of it.</p>
        )}
      </div>
    </Card>
  );
}

/** The limit that is documented, or none; the answers' own headers count where a provider sends them. */
function limitOf({ provider, budget: { limit } }: SettingsView): string {
  if (!limit)
    return `${provider} documents no limit that your app would share. Where its answers tell what is left, Rollcall keeps to its share of that.`;
  const { requests, perSeconds } = limit;
  const time = perSeconds === 1 ? "a second" : `in ${formatDuration(perSeconds * 1000).replace(".0 s", " s")}`;
  return `${provider} takes ${formatNumber(requests)} requests ${time}, and your own app shares them.`;
}

function BudgetForm({ projectId, view, action }: BudgetCardProps & { action: FormAction }) {
  const [state, save, pending] = useActionState(action, {});
  useDone(state, "Budget saved.");
  return (
    <Form action={save} pending={pending} className="grid max-w-80 gap-4">
      <Alert error={formError(state)} />
      <input type="hidden" name="projectId" value={projectId} />
      <Field
        name="percent"
        label="Rollcall's share, in percent"
        inputMode="numeric"
        defaultValue={state.values?.percent ?? view.budget.percent}
        help="10 to 100. The rest is left to your app."
        error={state.fields?.percent?.[0]}
      />
      <Button type="submit" busy={pending} busyLabel="Saving budget" className="justify-self-start">
        Save budget
      </Button>
    </Form>
  );
}
