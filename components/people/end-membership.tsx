"use client";
import { useActionState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Dialog } from "@/components/ui/dialog";
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
  const form = useActionState(action, {});
  useDone(form[0], isYou ? "You left the project." : "Member removed.", onDone);
  const [label, busy] = isYou ? ["Leave project", "Leaving project"] : ["Remove member", "Removing member"];
  return (
    <DialogForm
      form={form}
      hidden={{ projectId, accountId }}
      keep={isYou ? "Stay" : "Keep member"}
      submit={{ label, busy, variant: "danger" }}
    />
  );
}
