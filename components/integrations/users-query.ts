import type { UsersQuery } from "@/lib/target/types";

const sorts = ["created_at", "updated_at", "name", "email"] as const;
const shows = ["all", "live", "deleted"] as const;
const pageSize = 50;

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined =>
  allowed.find((candidate) => candidate === value);

/**
 * What the address says about the list of users. Anything unknown falls back to the default.
 * `direction` is the default order of the moment: oldest first while a backfill appends, else newest first.
 */
export function parseUsersQuery(params: URLSearchParams, direction: UsersQuery["direction"] = "desc"): UsersQuery {
  return {
    search: (params.get("q") ?? "").slice(0, 200),
    sort: oneOf(sorts, params.get("sort")) ?? "created_at",
    direction: oneOf(["asc", "desc"] as const, params.get("dir")) ?? direction,
    show: oneOf(shows, params.get("show")) ?? "all",
    cursor: params.get("cursor"),
    limit: pageSize,
  };
}

/** The whole query as an address, for the API. */
export function usersParams(query: UsersQuery): URLSearchParams {
  const params = new URLSearchParams({ sort: query.sort, dir: query.direction, show: query.show });
  if (query.search) params.set("q", query.search);
  if (query.cursor) params.set("cursor", query.cursor);
  return params;
}

type Change = Partial<{
  q: string;
  sort: UsersQuery["sort"];
  dir: UsersQuery["direction"];
  show: string;
  cursor: string;
}>;

/** The page's next address: other parameters stay, and any change but of the page goes back to the first page. */
export function withChange(current: URLSearchParams, change: Change): string {
  const params = new URLSearchParams(current);
  params.delete("cursor");
  for (const [name, value] of Object.entries(change)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  return `?${params}`;
}
