import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/errors";
import { getProject } from "@/lib/projects/get-project";
import { listProjects } from "@/lib/projects/list-projects";
import { requireActor } from "@/lib/session";

/** The actor's projects, read once per request. */
export const loadProjects = cache(async () => listProjects(await requireActor()));

/** One project, read once per request; what does not exist or is not theirs is a plain 404. */
export const loadProject = cache(async (projectId: string) => {
  const actor = await requireActor();
  return getProject(actor, projectId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
});
