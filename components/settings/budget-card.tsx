"use client";
import { CardForm } from "@/components/projects/card-form";
import type { FormAction } from "@/components/projects/form-action";
import { useUndoable } from "@/components/projects/use-undoable";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatDuration, formatNumber } from "@/lib/format";
import type { SettingsView } from "@/lib/integrations/views";

type BudgetCardProps = { projectId: string; view: SettingsView; action?: FormAction };

/** How much of the provider's limit Rollcall may use. */
export function BudgetCard({ projectId, view, action }: BudgetCardProps) {
  return (
    <Card title="API budget">
      {action ? (
        <BudgetForm projectId={projectId} view={view} action={action} />
      ) : (
        <div className="grid gap-4 p-4">
          <Limit view={view} />
          <p>Rollcall uses up to {view.budget.percent} % of it.</p>
        </div>
      )}
    </Card>
  );
}

const Limit = ({ view }: { view: SettingsView }) => <p className="max-w-[88ch] text-2">{limitOf(view)}</p>;

/** The limit that is documented, or none; the answers' own headers count where a provider sends them. */
function limitOf({ provider, budget: { limit } }: SettingsView): string {
  if (!limit)
    return `${provider} documents no limit that your app would share. Where its answers tell what is left, Rollcall keeps to its share of that.`;
  const { requests, perSeconds } = limit;
  const time = perSeconds === 1 ? "a second" : `in ${formatDuration(perSeconds * 1000).replace(".0 s", " s")}`;
  return `${provider} takes ${formatNumber(requests)} requests ${time}, and your own app shares them.`;
}

function BudgetForm({ projectId, view, action }: BudgetCardProps & { action: FormAction }) {
  const former = { projectId, percent: String(view.budget.percent) };
  const { form, round } = useUndoable(action, { done: "Budget saved.", former });
  const [{ values, fields }] = form;
  return (
    <CardForm key={round} form={form} hidden={{ projectId }} submit={{ label: "Save budget", busy: "Saving budget" }}>
      <Limit view={view} />
      <div className="max-w-80">
        <Field
          name="percent"
          label="Rollcall's share, in percent"
          inputMode="numeric"
          defaultValue={values?.percent ?? view.budget.percent}
          help="10 to 100. The rest is left to your app."
          error={fields?.percent?.[0]}
        />
      </div>
    </CardForm>
  );
}
