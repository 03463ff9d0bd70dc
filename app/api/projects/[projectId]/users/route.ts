import { parseUsersQuery } from "@/components/integrations/users-query";
import { listUsers } from "@/lib/integrations/list-users";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** One page of users_sync, read from the customer's database at this moment. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const query = parseUsersQuery(new URL(request.url).searchParams);
  const page = await listUsers(await apiActor(), projectId, query);
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});
