import { parseChartWindow } from "@/components/status/chart-range";
import { getCharts } from "@/lib/integrations/get-charts";
import { apiActor, route } from "@/lib/route";

type Context = { params: Promise<{ projectId: string }> };

/** The numbers behind the charts, for one range up to now or to a time. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { projectId } = await params;
  const { range, until } = parseChartWindow(new URL(request.url).searchParams);
  const charts = await getCharts(await apiActor(), projectId, range, until ?? undefined);
  return Response.json(charts, { headers: { "cache-control": "no-store" } });
});
