import { z } from "zod";
import { AppError } from "@/lib/errors";
import { inspectChange } from "@/lib/integrations/inspect-change";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string; changeId: string }> };

const Id = z.coerce.number().int().positive();

/** One change that waits for a person, with what the provider says of the user at this moment. */
export const GET = route(async (_request: Request, { params }: Context) => {
  const { projectId, changeId } = await params;
  const actor = await apiActor();
  const id = Id.safeParse(changeId);
  if (!id.success) throw new AppError("not_found", "There is no such change.");
  const change = await inspectChange(actor, projectId, id.data);
  return Response.json(change, { headers: { "cache-control": "no-store" } });
});
