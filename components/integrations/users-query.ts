import { signUpHours, type UsersFilter, type UsersQuery } from "@/lib/target/types";

const sorts = ["created_at", "updated_at", "name", "email"] as const;
const shows = ["all", "live", "deleted"] as const;
const pageSize = 50;

const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined =>
  allowed.find((candidate) => candidate === value);

const yesOrNo = (value: string | null): boolean | undefined =>
  value === "yes" ? true : value === "no" ? false : undefined;

const isSince = (value: string | null): value is NonNullable<UsersFilter["since"]> =>
  value !== null && Object.hasOwn(signUpHours, value);

/** Which users the address asks for. Anything unknown is as if it were not there. */
export function parseUsersFilter(params: URLSearchParams): UsersFilter {
  const since = params.get("since");
  return {
    search: (params.get("q") ?? "").slice(0, 200),
    show: oneOf(shows, params.get("show")) ?? "all",
    verified: yesOrNo(params.get("verified")),
    banned: yesOrNo(params.get("banned")),
    since: isSince(since) ? since : undefined,
  };
}

/**
 * What the address says about the list of users. Anything unknown falls back to the default.
 * `direction` is the default order of the moment: oldest first while a backfill appends, else newest first.
 */
export function parseUsersQuery(params: URLSearchParams, direction: UsersQuery["direction"] = "desc"): UsersQuery {
  return {
    ...parseUsersFilter(params),
    sort: oneOf(sorts, params.get("sort")) ?? "created_at",
    direction: oneOf(["asc", "desc"] as const, params.get("dir")) ?? direction,
    cursor: params.get("cursor"),
    limit: pageSize,
  };
}

/** Who is asked for, as an address: for the API and for the export. */
export function filterParams({ search, show, verified, banned, since }: UsersFilter): URLSearchParams {
  const params = new URLSearchParams({ show });
  if (search) params.set("q", search);
  if (verified !== undefined) params.set("verified", verified ? "yes" : "no");
  if (banned !== undefined) params.set("banned", banned ? "yes" : "no");
  if (since) params.set("since", since);
  return params;
}

/** The whole query as an address, for the API. */
export function usersParams(query: UsersQuery): URLSearchParams {
  const params = filterParams(query);
  params.set("sort", query.sort);
  params.set("dir", query.direction);
  if (query.cursor) params.set("cursor", query.cursor);
  return params;
}

export type Change = Partial<{
  q: string;
  sort: UsersQuery["sort"];
  dir: UsersQuery["direction"];
  show: string;
  verified: string;
  banned: string;
  since: string;
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

/** Takes every filter away, and the search with them. */
export const unfiltered: Change = { q: "", show: "", verified: "", banned: "", since: "" };
