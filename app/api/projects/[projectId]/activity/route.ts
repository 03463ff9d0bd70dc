import { parseActivityQuery } from "@/components/activity/activity-query";
import { listActivity } from "@/lib/integrations/list-activity";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** One page of what happened on the Auth tab. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const query = parseActivityQuery(new URL(request.url).searchParams);
  const page = await listActivity(await apiActor(), projectId, query);
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});
