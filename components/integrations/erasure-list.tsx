"use client";
import { CircleSlash } from "lucide-react";
import { ButtonForm } from "@/components/projects/button-form";
import type { FormAction } from "@/components/projects/form-action";
import { TimeLeft } from "@/components/ui/relative-time";
import { StateText } from "@/components/ui/state-text";
import { formatCount, formatNumber } from "@/lib/format";
import type { ErasuresView } from "@/lib/integrations/views";

/** Absent for those who may only look. */
export type ErasureActions = { cancel: FormAction; retry: FormAction };
type ErasureListProps = { projectId: string; view: ErasuresView; actions?: ErasureActions };

/** Whose rows will be erased when, and whose the database would not give up. */
export function ErasureList({ projectId, view, actions }: ErasureListProps) {
  const { erasures, waiting, parked } = view;
  const total = waiting + parked;
  if (total === 0) return null;
  const scheduled = `${formatCount(waiting, "row")} will be erased`;
  return (
    <section aria-label="Scheduled erasures" className="border-t border-line">
      <p className="px-4 py-2.5 font-medium">
        {parked === 0 ? scheduled : `${scheduled}, ${formatNumber(parked)} refused by your database`}
      </p>
      <ul>
        {erasures.map((erasure) => (
          <Row key={erasure.userId} projectId={projectId} erasure={erasure} actions={actions} />
        ))}
      </ul>
      {total > erasures.length && (
        <p className="border-t border-line px-4 py-2.5 text-12 text-3">
          {formatNumber(erasures.length)} of {formatNumber(total)} are shown, the next ones due first.
        </p>
      )}
    </section>
  );
}

type RowProps = { projectId: string; erasure: ErasuresView["erasures"][number]; actions?: ErasureActions };

function Row({ projectId, erasure: { userId, parked, dueAt, reason }, actions }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-2.5 hover:bg-hover md:flex-nowrap">
      <div className="min-w-0 flex-1 basis-full md:basis-auto">
        <code className="block truncate" title={userId}>
          {userId}
        </code>
        {reason && <p className="text-12 break-words text-3">{reason}</p>}
      </div>
      {parked ? (
        <StateText tone="bad" icon={CircleSlash}>
          Refused
        </StateText>
      ) : (
        <span className="whitespace-nowrap text-2">
          Erased in <TimeLeft iso={dueAt} />
        </span>
      )}
      {actions && (
        <div className="flex gap-2">
          {parked && <Act action={actions.retry} {...{ projectId, userId }} label="Retry" done="Tried again soon." />}
          <Act
            action={actions.cancel}
            {...{ projectId, userId }}
            label="Cancel"
            done="Cancelled. The row stays marked."
          />
        </div>
      )}
    </li>
  );
}

type ActProps = { action: FormAction; projectId: string; userId: string; label: string; done: string };

const Act = ({ action, projectId, userId, label, done }: ActProps) => (
  <ButtonForm action={action} hidden={{ projectId, userId }} done={done} size="small">
    {label} <span className="sr-only">for {userId}</span>
  </ButtonForm>
);
