"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { replaceConnection } from "@/lib/projects/replace-connection";

const replace = z.object({ projectId: z.string().min(1).max(100), connectionString: z.string() });

export const replaceConnectionAction = formAction(replace, async (actor, { projectId, connectionString }) => {
  await replaceConnection(actor, projectId, { connectionString });
  revalidatePath(`/projects/${projectId}`, "layout");
});
