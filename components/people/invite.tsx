"use client";
import { UserRoundPlus } from "lucide-react";
import { useActionState, useState } from "react";
import { DialogForm } from "@/components/projects/dialog-form";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { ActionState } from "@/lib/action";
import type { Role } from "@/lib/projects/views";
import { RoleOptions } from "./role-options";

/** `link`: the new invitation's, which is shown this once. */
export type InviteState = ActionState & { link?: string };

type InviteProps = {
  project: { id: string; name: string; role: Role };
  action: (previous: InviteState, form: FormData) => Promise<InviteState>;
};

/** Makes an invitation and shows its link. */
export function Invite({ project, action }: InviteProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <UserRoundPlus aria-hidden />
          Invite a person
        </Button>
      }
      title={`Invite a person to ${project.name}?`}
      description="You get a link that lets one person join. Rollcall sends nothing: pass it on yourself, only to them."
    >
      <InviteForm project={project} action={action} />
    </Dialog>
  );
}

function InviteForm({ project, action }: InviteProps) {
  const form = useActionState(action, {});
  const [{ link, values, fields }] = form;
  if (link) return <InviteLink link={link} />;
  return (
    <DialogForm
      form={form}
      hidden={{ projectId: project.id }}
      keep="Cancel"
      submit={{ label: "Make link", busy: "Making link" }}
    >
      <Field
        label="For whom"
        name="label"
        placeholder="Ravi, support team"
        maxLength={80}
        help="Only for the list of open invitations. May be left empty."
        defaultValue={values?.label}
        error={fields?.label?.[0]}
      />
      <RoleOptions
        roles={project.role === "owner" ? ["owner", "admin", "viewer"] : ["admin", "viewer"]}
        chosen="viewer"
      />
      <Field
        label="Good for, in days"
        name="days"
        inputMode="numeric"
        help="1 to 30."
        defaultValue={values?.days ?? "7"}
        error={fields?.days?.[0]}
      />
    </DialogForm>
  );
}

function InviteLink({ link }: { link: string }) {
  return (
    <>
      <DialogBody>
        <p role="status">
          <b className="font-medium">The link is ready.</b> It is shown this once and stored nowhere. Whoever opens it
          first can join.
        </p>
        <CodeBlock code={link} label="link" copy className="rounded-2 border border-line pr-20" />
      </DialogBody>
      <DialogFooter>
        <DialogClose>
          <Button variant="primary">Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}
