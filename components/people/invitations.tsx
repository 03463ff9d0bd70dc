"use client";
import { useActionState } from "react";
import { toast } from "sonner";
import type { FormAction } from "@/components/projects/form-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { RelativeTime, TimeLeft } from "@/components/ui/relative-time";
import type { ActionState } from "@/lib/action";
import type { InvitationView } from "@/lib/projects/views";
import { aRole } from "./role-words";

type InvitationsProps = { projectId: string; invitations: InvitationView[]; revoke: FormAction };

/** The invitations that nobody has accepted. */
export function Invitations({ projectId, invitations, revoke }: InvitationsProps) {
  return (
    <Card title="Open invitations">
      {invitations.length === 0 ? (
        <p className="p-4 text-2">No invitation waits to be accepted.</p>
      ) : (
        <ul>
          {invitations.map((invitation) => (
            <Row key={invitation.id} projectId={projectId} invitation={invitation} revoke={revoke} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type RowProps = { projectId: string; invitation: InvitationView; revoke: FormAction };

function Row({ projectId, invitation, revoke }: RowProps) {
  const { id, label, role, invitedBy, createdAt, expiresAt, isExpired } = invitation;
  const name = label || `An invitation as ${aRole(role)}`;
  // The row leaves the list with its own success, so the words for it are said from here.
  const [, run, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const state = await revoke(previous, form);
    if (state.error) toast.error(state.error.message, { description: state.error.remedy });
    else toast.success("Invitation taken back.");
    return state;
  }, {});
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 not-first:border-t not-first:border-line md:flex-nowrap">
      <div className="min-w-0 flex-1 basis-full md:basis-auto">
        <p className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium" title={name}>
            {name}
          </span>
          {isExpired && <Badge>Expired</Badge>}
        </p>
        <p className="text-12 text-3">
          As {aRole(role)} · by {invitedBy}, <RelativeTime iso={createdAt} />
          {!isExpired && (
            <>
              {" "}
              · good for <TimeLeft iso={expiresAt} />
            </>
          )}
        </p>
      </div>
      <Form action={run} pending={pending}>
        <input type="hidden" name="projectId" value={projectId} />
        <input type="hidden" name="invitationId" value={id} />
        <Button type="submit" size="small" busy={pending} busyLabel="Taking back">
          Take back<span className="sr-only"> {name}</span>
        </Button>
      </Form>
    </li>
  );
}
