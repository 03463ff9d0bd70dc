"use client";
import { useActionState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Dialog } from "@/components/ui/dialog";
import { formatDuration } from "@/lib/format";
import type { IntegrationStatus, ListedUser } from "@/lib/integrations/views";

type DeleteUserProps = {
  projectId: string;
  status: IntegrationStatus;
  user: ListedUser | null;
  action: FormAction;
  onClose: () => void;
};

/** Asks before a user is deleted at the provider, and says what becomes of the row. */
export function DeleteUser({ projectId, status, user, action, onClose }: DeleteUserProps) {
  const { provider, schema, deletion } = status;
  return (
    <Dialog
      open={user !== null}
      onOpenChange={(open) => open || onClose()}
      title={`Delete ${user?.name ?? user?.email ?? user?.id} at ${provider.name}?`}
      description={
        <>
          {provider.name} deletes the user for good; this cannot be undone. The row in <code>{schema}.users_sync</code>{" "}
          {deletion.policy === "mark"
            ? "is marked as deleted and stays."
            : `is marked as deleted, and erased ${formatDuration(deletion.holdBackHours * 3_600_000)} later.`}
        </>
      }
    >
      {user && <DeleteUserForm projectId={projectId} userId={user.id} action={action} onDone={onClose} />}
    </Dialog>
  );
}

type FormProps = { projectId: string; userId: string; action: FormAction; onDone: () => void };

function DeleteUserForm({ projectId, userId, action, onDone }: FormProps) {
  const form = useActionState(action, {});
  useDone(form[0], "The user was deleted. The row follows.", onDone);
  return (
    <DialogForm
      form={form}
      hidden={{ projectId, userId }}
      keep="Keep user"
      submit={{ label: "Delete user", busy: "Deleting user", variant: "danger" }}
    />
  );
}
