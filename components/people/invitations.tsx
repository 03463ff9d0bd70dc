"use client";
import { ButtonForm } from "@/components/projects/button-form";
import type { FormAction } from "@/components/projects/form-action";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime, TimeLeft } from "@/components/ui/relative-time";
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
      <ButtonForm
        action={revoke}
        hidden={{ projectId, invitationId: id }}
        done="Invitation taken back."
        size="small"
        busyLabel="Taking back"
      >
        Take back<span className="sr-only"> {name}</span>
      </ButtonForm>
    </li>
  );
}
