import { getUser } from "@/lib/integrations/get-user";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string; userId: string }> };

/** One user as the provider and the table have them at this moment. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId, userId } = await params;
  const view = await getUser(await apiActor(), projectId, userId);
  return Response.json(view, { headers: { "cache-control": "no-store" } });
});
