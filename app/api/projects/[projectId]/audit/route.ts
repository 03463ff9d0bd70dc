import { parseAuditQuery } from "@/components/people/audit-query";
import { exportAudit } from "@/lib/projects/audit";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** The audit log as CSV, by the page's filters, sent as it is read. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const query = parseAuditQuery(new URL(request.url).searchParams);
  const lines = await exportAudit(await apiActor(), projectId, query);
  return new Response(streamOf(lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="rollcall-audit-log.csv"',
      "cache-control": "no-store",
    },
  });
});

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
