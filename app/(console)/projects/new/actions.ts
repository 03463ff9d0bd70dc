"use server";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { createProject } from "@/lib/projects/create-project";

const input = z.object({
  name: z.string().trim().min(1, "Give the project a name.").max(80, "Use at most 80 characters."),
  connectionString: z.string().trim().min(1, "Paste the connection string of your database."),
});

export const createProjectAction = formAction(input, async (actor, project) => {
  const { id } = await createProject(actor, project);
  redirect(`/projects/${id}/auth`);
});
