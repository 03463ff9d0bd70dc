import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Activity } from "@/components/activity/activity";
import { parseActivityQuery } from "@/components/activity/activity-query";
import { getStatus } from "@/lib/integrations/get-status";
import { listActivity } from "@/lib/integrations/list-activity";
import { requireActor } from "@/lib/session";
import { loadProject } from "../../../../load";
import { decideAction } from "../actions";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ params, searchParams }: PageProps<"/projects/[projectId]/auth/activity">) {
  const { projectId } = await params;
  const project = await loadProject(projectId);
  const actor = await requireActor();
  const status = await getStatus(actor, projectId);
  if (!status) redirect(`/projects/${projectId}/auth`);
  const query = { ...parseActivityQuery(toParams(await searchParams)), cursor: null };
  return (
    <Activity
      key={status.id}
      projectId={projectId}
      initial={status}
      opened={{ query, page: await listActivity(actor, projectId, query) }}
      canAct={project.role !== "viewer"}
      decide={decideAction}
    />
  );
}

/** Of a name that comes twice the first counts, as in the browser. */
const toParams = (given: Record<string, string | string[] | undefined>) =>
  new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each])),
  );
