import { getStatus } from "@/lib/integrations/get-status";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** The integration's status, or null where there is none. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId } = await params;
  return Response.json(await getStatus(await apiActor(), projectId), { headers: { "cache-control": "no-store" } });
});
