"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import type { MemberView } from "@/lib/projects/views";

type EndMembershipProps = {
  project: { id: string; name: string };
  member: MemberView | null;
  action: FormAction;
  onClose: () => void;
};

/** Asks before somebody is removed, or leaves. */
export function EndMembership({ project, member, action, onClose }: EndMembershipProps) {
  const isYou = member?.isYou ?? false;
  return (
    <Dialog
      open={member !== null}
      onOpenChange={(open) => open || onClose()}
      title={isYou ? `Leave ${project.name}?` : `Remove ${member?.name} from ${project.name}?`}
      description={
        isYou
          ? "You see nothing of the project from the next click on, and come back only by an invitation. Open invitations that you made end. The sync goes on."
          : "They see nothing of the project from their next click on. Open invitations that they made end. The sync goes on, and their account stays."
      }
    >
      {member && <EndForm projectId={project.id} member={member} action={action} onDone={onClose} />}
    </Dialog>
  );
}

type FormProps = { projectId: string; member: MemberView; action: FormAction; onDone: () => void };

function EndForm({ projectId, member: { accountId, isYou }, action, onDone }: FormProps) {
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, isYou ? "You left the project." : "Member removed.", onDone);
  const [verb, busy] = isYou ? ["Leave project", "Leaving project"] : ["Remove member", "Removing member"];
  return (
    <Form action={submit} pending={pending}>
      {formError(state) && (
        <DialogBody>
          <Alert error={formError(state)} />
        </DialogBody>
      )}
      <input type="hidden" name="projectId" value={projectId} />
      <input type="hidden" name="accountId" value={accountId} />
      <DialogFooter>
        <DialogClose>
          <Button>{isYou ? "Stay" : "Keep member"}</Button>
        </DialogClose>
        <Button type="submit" variant="danger" busy={pending} busyLabel={busy}>
          {verb}
        </Button>
      </DialogFooter>
    </Form>
  );
}
