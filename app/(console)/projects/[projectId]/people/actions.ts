"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { InviteState } from "@/components/people/invite";
import { formAction } from "@/lib/action";
import { createInvitation, revokeInvitation } from "@/lib/projects/invitations";
import { changeRole, removeMember } from "@/lib/projects/members";

const id = z.string().min(1).max(100);
const project = z.object({ projectId: id });
const role = z.enum(["owner", "admin", "viewer"], "Choose a role.");
const days = "A whole number of days from 1 to 30.";
const invitation = project.extend({
  role,
  label: z.string().trim().max(80),
  days: z.coerce.number(days).int(days).min(1, days).max(30, days),
});

const peopleOf = (projectId: string) => `/projects/${projectId}/people`;

export const changeRoleAction = formAction(
  project.extend({ accountId: id, role }),
  async (actor, { projectId, ...input }) => {
    await changeRole(actor, projectId, input);
    revalidatePath(`/projects/${projectId}`, "layout");
  },
);

export const removeMemberAction = formAction(
  project.extend({ accountId: id }),
  async (actor, { projectId, accountId }) => {
    await removeMember(actor, projectId, accountId);
    revalidatePath("/", "layout");
    // Whoever has left finds nothing here any more.
    if (accountId === actor.accountId) redirect("/projects");
  },
);

export async function inviteAction(previous: InviteState, form: FormData): Promise<InviteState> {
  let link: string | undefined;
  const make = formAction(invitation, async (actor, { projectId, ...input }) => {
    link = await createInvitation(actor, projectId, input);
    revalidatePath(peopleOf(projectId));
  });
  return { ...(await make(previous, form)), link };
}

export const revokeInvitationAction = formAction(
  project.extend({ invitationId: id }),
  async (actor, { projectId, invitationId }) => {
    await revokeInvitation(actor, projectId, invitationId);
    revalidatePath(peopleOf(projectId));
  },
);
