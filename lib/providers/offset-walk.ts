import { z } from "zod";
import type { ProviderUser, UserPage } from "@/lib/providers/types";
import { untrusted } from "@/lib/providers/walk";

type Source = {
  name: string;
  /** Users a page has, more than the overlap; a page may be shorter and not be the last. */
  pageSize: number;
  /** The users from this position of the list on. */
  listAt(offset: number): Promise<ProviderUser[]>;
  /** The nearest position, at or before this one, that the provider can begin a page at; absent where it is any. */
  begin?(offset: number): number;
};

/** Where the last page ended, and the ids met last. */
const Cursor = z.object({ offset: z.number(), met: z.array(z.string()) });

/** So many users may be deleted between two pages before the walk has to step back further. */
const overlap = 40;
const kept = 120;

/**
 * The page after `cursor` of a list that knows positions only. It is asked for some users early, and believed only where
 * those met last are in it: when users before it are deleted everyone moves up, and nobody is skipped. Where none of them
 * is in it the walk steps back, at last to the beginning, which repeats users and misses none. The end is a page in
 * which nobody is new: a short one, and an empty one without those met before, say nothing.
 */
export async function nextPageAt(source: Source, cursor: string | null): Promise<UserPage> {
  const { offset, met } = cursor === null ? { offset: 0, met: [] } : Cursor.parse(JSON.parse(cursor));
  const known = new Set(met);
  const begin = (position: number) => source.begin?.(Math.max(0, position)) ?? Math.max(0, position);
  const first = begin(offset - overlap);
  for (let from = first; ; from = begin(from - source.pageSize)) {
    const users = await source.listAt(from);
    if (from > 0 && !users.some(({ id }) => known.has(id))) continue;
    if (cursor !== null && users.length === 0) throw untrusted(source.name);
    const fresh = users.filter(({ id }) => !known.has(id));
    const next = { offset: from + users.length, met: [...met, ...fresh.map(({ id }) => id)].slice(-kept) };
    // A page further back may end before anybody new begins.
    const isEnd = fresh.length === 0 && from === first;
    return { users: fresh, next: isEnd ? null : JSON.stringify(next) };
  }
}
