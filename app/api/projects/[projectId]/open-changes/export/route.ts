import { z } from "zod";
import { AppError } from "@/lib/errors";
import { exportOpenChanges } from "@/lib/integrations/export-open-changes";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

const Query = z.object({ state: z.enum(["held", "parked"]), format: z.enum(["csv", "ndjson"]) });
const types = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" };

/** Every held deletion or parked change as a file, sent as it is read. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const actor = await apiActor();
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) throw new AppError("invalid_input", "Say state (held, parked) and format (csv, ndjson).");
  const { state, format } = query.data;
  const text = await exportOpenChanges(actor, projectId, query.data);
  return new Response(streamOf(text), {
    headers: {
      "content-type": types[format],
      "content-disposition": `attachment; filename="rollcall-${state}.${format}"`,
      "cache-control": "no-store",
    },
  });
});

function streamOf(text: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await text.return(undefined);
    },
  });
}
