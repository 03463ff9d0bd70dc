import { parseUsersFilter } from "@/components/integrations/users-query";
import { download, fileTypes } from "@/lib/download";
import { AppError } from "@/lib/errors";
import { exportUsers } from "@/lib/integrations/export-users";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

const isFormat = (text: string | null): text is keyof typeof fileTypes => text === "csv" || text === "ndjson";

/** What the list shows, every page of it, as a file. Not below `users/`, where any name may be the id of a user. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const actor = await apiActor();
  const { searchParams } = new URL(request.url);
  const format = searchParams.get("format");
  if (!isFormat(format)) throw new AppError("invalid_input", "Say the format: csv or ndjson.", { field: "format" });
  const text = await exportUsers(actor, projectId, { format, ...parseUsersFilter(searchParams) });
  return download(text, { name: `rollcall-users.${format}`, type: fileTypes[format] });
});
