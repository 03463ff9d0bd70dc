"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
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
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, "The user was deleted. The row follows.", onDone);
  return (
    <Form action={submit} pending={pending}>
      {formError(state) && (
        <DialogBody>
          <Alert error={formError(state)} />
        </DialogBody>
      )}
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="userId" value={userId} />
      <DialogFooter>
        <DialogClose>
          <Button>Keep user</Button>
        </DialogClose>
        <Button type="submit" variant="danger" busy={pending} busyLabel="Deleting user">
          Delete user
        </Button>
      </DialogFooter>
    </Form>
  );
}
