"use server";
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { acceptInvitation } from "@/lib/projects/invitations";

export const acceptInvitationAction = formAction(z.object({ token: z.string().max(200) }), async (actor, { token }) => {
  await acceptInvitation(actor, token);
  revalidatePath("/", "layout");
  // The page sends a member on to the project.
  redirect(`/invite/${encodeURIComponent(token)}` as Route);
});
