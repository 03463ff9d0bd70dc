"use client";
import { useActionState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Dialog } from "@/components/ui/dialog";
import type { MemberView } from "@/lib/projects/views";
import { RoleOptions } from "./role-options";

type ChangeRoleProps = { projectId: string; member: MemberView | null; action: FormAction; onClose: () => void };

export function ChangeRole({ projectId, member, action, onClose }: ChangeRoleProps) {
  return (
    <Dialog
      open={member !== null}
      onOpenChange={(open) => open || onClose()}
      title={`What may ${member?.name} do?`}
      description="It holds from their next click. Open invitations that they made end with their role as owner."
    >
      {member && <ChangeRoleForm projectId={projectId} member={member} action={action} onDone={onClose} />}
    </Dialog>
  );
}

type FormProps = { projectId: string; member: MemberView; action: FormAction; onDone: () => void };

function ChangeRoleForm({ projectId, member, action, onDone }: FormProps) {
  const form = useActionState(action, {});
  useDone(form[0], "Role changed.", onDone);
  return (
    <DialogForm
      form={form}
      hidden={{ projectId, accountId: member.accountId }}
      keep="Keep role"
      submit={{ label: "Change role", busy: "Changing role" }}
    >
      <RoleOptions roles={["owner", "admin", "viewer"]} chosen={member.role} />
    </DialogForm>
  );
}
