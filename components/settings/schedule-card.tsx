"use client";
import { every } from "@/components/integrations/listening-words";
import { CardForm } from "@/components/projects/card-form";
import type { FormAction } from "@/components/projects/form-action";
import { useUndoable } from "@/components/projects/use-undoable";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import type { SettingsView } from "@/lib/integrations/views";

type ScheduleCardProps = { projectId: string; view: SettingsView; action?: FormAction };

/** How often every user is compared, and the provider's feed read. */
export function ScheduleCard({ projectId, view, action }: ScheduleCardProps) {
  return (
    <Card title="Schedule">
      {action ? (
        <ScheduleForm projectId={projectId} view={view} action={action} />
      ) : (
        <p className="p-4 text-2">{inWords(view)}</p>
      )}
    </Card>
  );
}

function inWords({ provider, check, poll }: SettingsView): string {
  const checked = `Every user is compared ${every((check.every ?? check.byDefault) * 60)}.`;
  return poll ? `${checked} The event feed of ${provider} is read ${every(poll.every ?? poll.byDefault)}.` : checked;
}

function ScheduleForm({ projectId, view, action }: ScheduleCardProps & { action: FormAction }) {
  const { provider, check, poll } = view;
  const former = {
    projectId,
    checkEveryMinutes: String(check.every ?? ""),
    ...(poll && { pollEverySeconds: String(poll.every ?? "") }),
  };
  const { form, round } = useUndoable(action, { done: "Schedule saved.", former });
  const [{ values, fields }] = form;
  return (
    <CardForm
      key={round}
      form={form}
      hidden={{ projectId }}
      submit={{ label: "Save schedule", busy: "Saving schedule" }}
    >
      <Field
        name="checkEveryMinutes"
        label="Minutes between full checks"
        inputMode="numeric"
        defaultValue={values?.checkEveryMinutes ?? check.every ?? ""}
        placeholder={String(check.byDefault)}
        help={`5 to 10,080, which are 7 days. Empty: as this console does, ${every(check.byDefault * 60)}.`}
        error={fields?.checkEveryMinutes?.[0]}
      />
      {poll && (
        <Field
          name="pollEverySeconds"
          label="Seconds between reads of the event feed"
          inputMode="numeric"
          defaultValue={values?.pollEverySeconds ?? poll.every ?? ""}
          placeholder={String(poll.byDefault)}
          help={`10 to 3,600. Empty: as this console does, ${every(poll.byDefault)}.`}
          error={fields?.pollEverySeconds?.[0]}
        />
      )}
      <p className="text-12 text-3">
        A full check reads every user at {provider} and finds what no event told of, deletions too. Between two of them
        a database that sleeps when idle is woken only by changes.
      </p>
    </CardForm>
  );
}
