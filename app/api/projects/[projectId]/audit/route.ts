import { parseAuditQuery } from "@/components/people/audit-query";
import { download, fileTypes } from "@/lib/download";
import { exportAudit } from "@/lib/projects/audit";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** The audit log as CSV, by the page's filters. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const query = parseAuditQuery(new URL(request.url).searchParams);
  const lines = await exportAudit(await apiActor(), projectId, query);
  return download(lines, { name: "rollcall-audit-log.csv", type: fileTypes.csv });
});
