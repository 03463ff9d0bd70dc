"use client";
import { useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { formatDuration } from "@/lib/format";
import type { ErasuresView } from "@/lib/integrations/views";
import { DeletionPolicyForm } from "./deletion-policy-form";
import { type ErasureActions, ErasureList } from "./erasure-list";
import { PurgeForm } from "./purge-form";

type DeletedUsersCardProps = {
  projectId: string;
  view: ErasuresView;
  /** Absent for a viewer, who sees what is set and what is scheduled. */
  actions?: ErasureActions & { save: FormAction; purge: FormAction };
};

/** What happens to the rows of deleted users. */
export function DeletedUsersCard({ projectId, view, actions }: DeletedUsersCardProps) {
  return (
    <Card title="Deleted users">
      {actions ? (
        <DeletionPolicyForm projectId={projectId} view={view} action={actions.save} />
      ) : (
        <p className="p-4 text-2">{inWords(view)}</p>
      )}
      <ErasureList projectId={projectId} view={view} actions={actions} />
      {actions && <Purge projectId={projectId} view={view} action={actions.purge} />}
    </Card>
  );
}

const inWords = ({ policy, holdBackHours }: ErasuresView): string =>
  policy === "mark"
    ? "The row of a deleted user is marked and stays."
    : `The row of a deleted user is marked, and erased after ${formatDuration(holdBackHours * 3_600_000)}.`;

function Purge({ projectId, view, action }: { projectId: string; view: ErasuresView; action: FormAction }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line bg-subtle px-4 py-3">
      <p className="text-2">A deleted user asks for their data to go at once?</p>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={<Button>Purge one user</Button>}
        title="Purge a deleted user?"
        description={
          <>
            What <code>{view.schema}.users_sync</code> says of this person goes at once, without a hold-back. This
            cannot be undone. Backups of your database are not touched.
          </>
        }
      >
        <PurgeForm projectId={projectId} provider={view.provider} action={action} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}
