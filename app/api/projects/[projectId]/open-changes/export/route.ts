import { z } from "zod";
import { download, fileTypes } from "@/lib/download";
import { AppError } from "@/lib/errors";
import { exportOpenChanges } from "@/lib/integrations/export-open-changes";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

const Query = z.object({ state: z.enum(["held", "parked"]), format: z.enum(["csv", "ndjson"]) });

/** Every held deletion or parked change as a file. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const actor = await apiActor();
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) throw new AppError("invalid_input", "Say state (held, parked) and format (csv, ndjson).");
  const { state, format } = query.data;
  const text = await exportOpenChanges(actor, projectId, query.data);
  return download(text, { name: `rollcall-${state}.${format}`, type: fileTypes[format] });
});
