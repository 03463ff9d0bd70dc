import { type ActivityQuery, activityKinds, activityRanges } from "@/lib/integrations/views";

const ranges = Object.keys(activityRanges) as ActivityQuery["range"][];

/** What the address says about the timeline. Anything unknown falls back to the default. */
export const parseActivityQuery = (params: URLSearchParams): ActivityQuery => ({
  kind: activityKinds.find((kind) => kind === params.get("kind")) ?? "all",
  actor: params.get("actor")?.slice(0, 200) || null,
  range: ranges.find((range) => range === params.get("range")) ?? "7d",
  cursor: params.get("cursor")?.slice(0, 500) || null,
});

/** The whole query as an address, for the API. */
export function activityParams({ kind, actor, range, cursor }: ActivityQuery): URLSearchParams {
  const params = new URLSearchParams({ kind, range });
  if (actor) params.set("actor", actor);
  if (cursor) params.set("cursor", cursor);
  return params;
}

type Change = Partial<Record<"kind" | "actor" | "range", string>>;

/** The page's next address; what is left empty is not in it. */
export function withFilter(current: URLSearchParams, change: Change): string {
  const params = new URLSearchParams(current);
  for (const [name, value] of Object.entries(change)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return `?${params}`;
}
