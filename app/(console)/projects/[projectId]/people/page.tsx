import type { Metadata } from "next";
import { Invitations } from "@/components/people/invitations";
import { Invite } from "@/components/people/invite";
import { People } from "@/components/people/people";
import { PageHead } from "@/components/ui/page-head";
import { listInvitations } from "@/lib/projects/invitations";
import { listMembers } from "@/lib/projects/members";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../load";
import { changeRoleAction, inviteAction, removeMemberAction, revokeInvitationAction } from "./actions";

export const metadata: Metadata = { title: "People" };

const acts = { changeRole: changeRoleAction, remove: removeMemberAction };

export default async function PeoplePage({ params }: PageProps<"/projects/[projectId]/people">) {
  const project = await loadProject((await params).projectId);
  const actor = await requireActor();
  const mayInvite = project.role !== "viewer";
  const [members, invitations] = await Promise.all([
    listMembers(actor, project.id),
    mayInvite ? listInvitations(actor, project.id) : [],
  ]);
  return (
    <>
      <PageHead title="People" actions={mayInvite && <Invite project={project} action={inviteAction} />} />
      <People project={project} members={members} acts={mayInvite ? acts : undefined} />
      {mayInvite && <Invitations projectId={project.id} invitations={invitations} revoke={revokeInvitationAction} />}
    </>
  );
}
