"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { AppError } from "@/lib/errors";
import { deleteProject } from "@/lib/projects/delete-project";
import { getProject } from "@/lib/projects/get-project";
import { renameProject } from "@/lib/projects/rename-project";

const project = z.object({ projectId: z.string() });
const rename = project.extend({ name: z.string() });
const remove = project.extend({ typedName: z.string() });

export const renameProjectAction = formAction(rename, async (actor, { projectId, name }) => {
  await renameProject(actor, projectId, { name });
  revalidatePath("/", "layout");
});

export const deleteProjectAction = formAction(remove, async (actor, { projectId, typedName }) => {
  const { name } = await getProject(actor, projectId);
  if (typedName.trim() !== name)
    throw new AppError("invalid_input", `Type ${name} to confirm.`, { field: "typedName" });
  await deleteProject(actor, projectId);
  revalidatePath("/", "layout");
  redirect("/projects");
});
