import { formatNumber } from "@/lib/format";
import type { ListedPage } from "@/lib/integrations/views";
import type { UserCounts, UsersQuery } from "@/lib/target/types";

/** How many rows there are to be searched. */
export const rowsShown = ({ show }: Pick<UsersQuery, "show">, { live, deleted }: UserCounts): number =>
  (show === "deleted" ? 0 : live) + (show === "live" ? 0 : deleted);

/** "1–50 of 12,445"; of a later page only what is known for sure, and of a count that was cut short that there are more. */
export function summary(
  { show, cursor }: Pick<UsersQuery, "show" | "cursor">,
  { users, counts, matches }: Pick<ListedPage, "users" | "counts" | "matches">,
): string {
  if (users.length === 0) return "No one matches";
  const here = formatNumber(users.length);
  const range = cursor ? here : `1–${here}`;
  if (matches) return `${range} of ${formatNumber(matches.count)}${matches.exact ? "" : "+"}`;
  const parts = show === "all" ? ` · ${formatNumber(counts.live)} live, ${formatNumber(counts.deleted)} deleted` : "";
  return `${range} of ${formatNumber(rowsShown({ show }, counts))}${parts}`;
}
