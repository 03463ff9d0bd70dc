"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { createProject } from "@/lib/projects/create-project";

const input = z.object({ name: z.string(), connectionString: z.string() });

export const createProjectAction = formAction(input, async (actor, project) => {
  const { id } = await createProject(actor, project);
  // The bar on top lists every project.
  revalidatePath("/projects", "layout");
  redirect(`/projects/${id}/auth`);
});
