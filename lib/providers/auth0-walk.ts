import { z } from "zod";
import type { ProviderUser, UserPage } from "@/lib/providers/types";
import { untrusted } from "@/lib/providers/walk";

/** One search: its first results in order, and how many it has in all. */
export type Found = { users: ProviderUser[]; total: number };

type Source = {
  name: string;
  field: "created_at" | "updated_at";
  search(query: { q?: string; sort: string }): Promise<Found>;
  /** Whether the provider still has this user; absent where users move on in the order meanwhile. */
  isThere?(id: string): Promise<boolean>;
};

/**
 * Where a walk stands: at an instant, and at a user of that instant who was met there.
 * `from`: everyone since the instant is still to come, that user too. `within`: those of the instant whose ids follow.
 * `after`: everyone since, the instant itself is done.
 */
const Position = z.object({ mode: z.enum(["from", "within", "after"]), at: z.string(), id: z.string() });
type Position = z.infer<typeof Position>;

const quoted = (id: string) => `"${id.replace(/["\\]/g, "\\$&")}"`;

/** https://auth0.com/docs/manage-users/user-search/user-search-query-syntax */
function queryOf(field: string, { mode, at, id }: Position): { q?: string; sort: string } {
  const sort = `${field}:1`;
  if (mode === "from") return at === "" ? { sort } : { q: `${field}:[${at} TO *]`, sort };
  if (mode === "after") return { q: `${field}:{${at} TO *] OR user_id:${quoted(id)}`, sort };
  const following = id === "" ? "" : ` AND user_id:[${quoted(id)} TO *]`;
  return { q: `${field}:[${at} TO ${at}]${following}`, sort: "user_id:1" };
}

/**
 * One page of a walk in the order of `field`. A search gives no more than its first thousand results, so each page is a
 * search of its own. It begins at the last instant of the page before, whose users were left for it, and includes somebody
 * met already: an answer without them is no end. An instant that does not fit on a page is walked by ids.
 * https://auth0.com/docs/manage-users/user-search/view-search-results-by-page
 */
export function nextWindow(source: Source, cursor: string | null, since = ""): Promise<UserPage> {
  return page(source, cursor === null ? { mode: "from", at: since, id: "" } : Position.parse(JSON.parse(cursor)));
}

async function page(source: Source, position: Position): Promise<UserPage> {
  const { name, field, search } = source;
  const { mode, at, id } = position;
  const { users, total } = await search(queryOf(field, position));
  const instantOf = (user?: ProviderUser) => (field === "created_at" ? user?.createdAt : user?.updatedAt) ?? "";
  const isAsked = (user: ProviderUser) => (mode === "within" ? instantOf(user) === at : instantOf(user) >= at);
  if (!users.every(isAsked) || !(await isContinuous(source, position, users))) throw untrusted(name);

  const isEnd = users.length >= total;
  const fresh = mode === "from" ? users : users.filter((user) => user.id !== id);
  if (isEnd && mode !== "within") return { users: fresh, next: null };
  const last = users.at(-1);
  if (mode === "within") {
    if (!isEnd && fresh.length === 0) throw untrusted(name);
    return { users: fresh, next: JSON.stringify({ mode: isEnd ? "after" : mode, at, id: last?.id ?? id }) };
  }
  const end = instantOf(last);
  if (fresh.length === 0 || end === "") throw untrusted(name);
  if (instantOf(fresh[0]) === end) return page(source, { mode: "within", at: end, id: "" });
  const next: Position = { mode: "from", at: end, id: last?.id ?? "" };
  return { users: fresh.filter((user) => instantOf(user) < end), next: JSON.stringify(next) };
}

/** Whether somebody met before is there again, or is gone for good. */
async function isContinuous({ isThere }: Source, { mode, at, id }: Position, users: ProviderUser[]): Promise<boolean> {
  if (id === "") return mode !== "within" || users.length > 0;
  if (!isThere || users.some((user) => user.id === id)) return true;
  // Of an instant with more users than a page has, others may be first.
  const isCrowded = mode === "from" && users.length > 0 && users.at(-1)?.createdAt === at;
  return isCrowded || !(await isThere(id));
}
