import { getRun } from "@/lib/integrations/get-run";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string; runId: string }> };

/** One run, as far as it has come. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId, runId } = await params;
  return Response.json(await getRun(await apiActor(), projectId, runId), { headers: { "cache-control": "no-store" } });
});
