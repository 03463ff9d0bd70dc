"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { cancelErasure } from "@/lib/integrations/cancel-erasure";
import { pause } from "@/lib/integrations/pause";
import { purgeUser } from "@/lib/integrations/purge-user";
import { resume } from "@/lib/integrations/resume";
import { retryErasure } from "@/lib/integrations/retry-erasure";
import { setBudgetShare } from "@/lib/integrations/set-budget-share";
import { setDeletionPolicy } from "@/lib/integrations/set-deletion-policy";
import { setPrivateMetadata } from "@/lib/integrations/set-private-metadata";
import { setSchedule } from "@/lib/integrations/set-schedule";

const project = z.object({ projectId: z.string().min(1).max(100) });

const whole = (least: number, most: number) => {
  const words = `A whole number from ${least} to ${most}.`;
  return z.coerce.number(words).int(words).min(least, words).max(most, words);
};

/** An empty field is the console's own. */
const wholeOrNothing = z
  .string()
  .trim()
  .default("")
  .transform((text) => (text === "" ? null : Number(text)))
  .refine((value) => value === null || Number.isInteger(value), "A whole number, or nothing.");

const schedule = project.extend({ checkEveryMinutes: wholeOrNothing, pollEverySeconds: wholeOrNothing });
const budget = project.extend({ percent: whole(10, 100) });
const metadata = project.extend({
  privateMetadata: z.enum(["keep", "leave-out"], "Choose what happens to private metadata."),
});
const policy = project.extend({
  policy: z.enum(["mark", "erase"], "Choose what happens to the row."),
  days: whole(0, 366),
  hours: whole(0, 23),
});
const user = project.extend({ userId: z.string().trim().min(1, "Enter the user's id.").max(2000) });
const purge = user.extend({ how: z.enum(["delete", "blank"], "Choose what goes.") });

/** The state shows in the navigation, and on each page of the Auth tab. */
const showAgain = (projectId: string) => revalidatePath(`/projects/${projectId}`, "layout");
const showSettings = (projectId: string) => revalidatePath(`/projects/${projectId}/auth/settings`);

export const pauseAction = formAction(project, async (actor, { projectId }) => {
  await pause(actor, projectId);
  showAgain(projectId);
});

export const resumeAction = formAction(project, async (actor, { projectId }) => {
  await resume(actor, projectId);
  showAgain(projectId);
});

export const setScheduleAction = formAction(schedule, async (actor, { projectId, ...input }) => {
  await setSchedule(actor, projectId, input);
  showAgain(projectId);
});

export const setBudgetShareAction = formAction(budget, async (actor, { projectId, percent }) => {
  await setBudgetShare(actor, projectId, percent);
  showSettings(projectId);
});

export const setPrivateMetadataAction = formAction(metadata, async (actor, { projectId, privateMetadata }) => {
  await setPrivateMetadata(actor, projectId, privateMetadata === "leave-out");
  showAgain(projectId);
});

export const setDeletionPolicyAction = formAction(policy, async (actor, { projectId, policy: chosen, days, hours }) => {
  await setDeletionPolicy(actor, projectId, { policy: chosen, holdBackHours: days * 24 + hours });
  showSettings(projectId);
});

export const cancelErasureAction = formAction(user, async (actor, { projectId, userId }) => {
  await cancelErasure(actor, projectId, userId);
  showSettings(projectId);
});

export const retryErasureAction = formAction(user, async (actor, { projectId, userId }) => {
  await retryErasure(actor, projectId, userId);
  showSettings(projectId);
});

export const purgeUserAction = formAction(purge, async (actor, { projectId, userId, how }) => {
  await purgeUser(actor, projectId, { userId, how });
  showSettings(projectId);
});
