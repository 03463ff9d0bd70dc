import { getChecks } from "@/lib/integrations/get-checks";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** What works and what does not, asked of provider and database at most every 30 s. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId } = await params;
  return Response.json(await getChecks(await apiActor(), projectId), { headers: { "cache-control": "no-store" } });
});
