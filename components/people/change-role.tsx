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
  const [state, submit, pending] = useActionState(action, {});
  useDone(state, "Role changed.", onDone);
  return (
    <Form action={submit} pending={pending}>
      <DialogBody>
        <Alert error={formError(state)} />
        <input type="hidden" name="projectId" value={projectId} />
        <input type="hidden" name="accountId" value={member.accountId} />
        <RoleOptions roles={["owner", "admin", "viewer"]} chosen={member.role} />
      </DialogBody>
      <DialogFooter>
        <DialogClose>
          <Button>Keep role</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={pending} busyLabel="Changing role">
          Change role
        </Button>
      </DialogFooter>
    </Form>
  );
}
