import { listOpenChanges } from "@/lib/integrations/list-open-changes";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** What waits for a person: held deletions and parked changes. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId } = await params;
  const open = await listOpenChanges(await apiActor(), projectId);
  return Response.json(open, { headers: { "cache-control": "no-store" } });
});
