"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { AppError } from "@/lib/errors";
import { cancelErasure } from "@/lib/integrations/cancel-erasure";
import { purgeUser } from "@/lib/integrations/purge-user";
import { retryErasure } from "@/lib/integrations/retry-erasure";
import { setDeletionPolicy } from "@/lib/integrations/set-deletion-policy";
import { deleteProject } from "@/lib/projects/delete-project";
import { getProject } from "@/lib/projects/get-project";
import { renameProject } from "@/lib/projects/rename-project";
import { replaceConnection } from "@/lib/projects/replace-connection";

const project = z.object({ projectId: z.string() });
const rename = project.extend({ name: z.string() });
const replace = project.extend({ connectionString: z.string() });
const remove = project.extend({ typedName: z.string() });
const whole = (most: number) => {
  const words = `A whole number from 0 to ${most}.`;
  return z.coerce.number(words).int(words).min(0, words).max(most, words);
};
const policy = project.extend({
  policy: z.enum(["mark", "erase"], "Choose what happens to the row."),
  days: whole(366),
  hours: whole(23),
});
const user = project.extend({ userId: z.string().trim().min(1, "Enter the user's id.").max(2000) });
const purge = user.extend({ how: z.enum(["delete", "blank"], "Choose what goes.") });

const settingsOf = (projectId: string) => `/projects/${projectId}/settings`;

export const renameProjectAction = formAction(rename, async (actor, { projectId, name }) => {
  await renameProject(actor, projectId, { name });
  revalidatePath("/", "layout");
});

export const replaceConnectionAction = formAction(replace, async (actor, { projectId, connectionString }) => {
  await replaceConnection(actor, projectId, { connectionString });
  revalidatePath(`/projects/${projectId}`, "layout");
});

export const deleteProjectAction = formAction(remove, async (actor, { projectId, typedName }) => {
  const { name } = await getProject(actor, projectId);
  if (typedName.trim() !== name)
    throw new AppError("invalid_input", `Type ${name} to confirm.`, { field: "typedName" });
  await deleteProject(actor, projectId);
  revalidatePath("/", "layout");
  redirect("/projects");
});

export const setDeletionPolicyAction = formAction(policy, async (actor, { projectId, policy, days, hours }) => {
  await setDeletionPolicy(actor, projectId, { policy, holdBackHours: days * 24 + hours });
  revalidatePath(settingsOf(projectId));
});

export const cancelErasureAction = formAction(user, async (actor, { projectId, userId }) => {
  await cancelErasure(actor, projectId, userId);
  revalidatePath(settingsOf(projectId));
});

export const retryErasureAction = formAction(user, async (actor, { projectId, userId }) => {
  await retryErasure(actor, projectId, userId);
  revalidatePath(settingsOf(projectId));
});

export const purgeUserAction = formAction(purge, async (actor, { projectId, userId, how }) => {
  await purgeUser(actor, projectId, { userId, how });
  revalidatePath(settingsOf(projectId));
});
