import { getVerify } from "@/lib/integrations/get-verify";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** The parity check as it stands, or null where there is no integration. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId } = await params;
  return Response.json(await getVerify(await apiActor(), projectId), { headers: { "cache-control": "no-store" } });
});
