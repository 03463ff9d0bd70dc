import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { ProviderUser, UserPage } from "@/lib/providers/types";

/** One answer of a list in a fixed order over a unique key. `isEnd`: the provider says that nothing follows. */
export type List = { users: ProviderUser[]; isEnd: boolean };

type Source = {
  name: string;
  /** The list from this user on, that user included, or left out where `excludes` says so; from the first one for null. */
  listFrom(id: string | null): Promise<List>;
  excludes?: true;
  getUser(id: string): Promise<ProviderUser | null>;
};

const Cursor = z.array(z.string()).min(1);
const kept = 5;

export const untrusted = (name: string) =>
  new AppError("provider_unavailable", `${name} answered with a list that does not begin where it was asked to.`, {
    meaning: "Your table stays as it is.",
    remedy: "Rollcall tries again by itself.",
  });

/**
 * The page after `cursor`, which holds the ids met last, newest first.
 *
 * A page is believed only if it begins with a user already met. So a list that comes back empty (because the cursor's
 * user was deleted, or a query failed behind a 200) or unfiltered is never taken for the end, and nobody is skipped when
 * users are deleted meanwhile. Where the last one met is gone, the one before is asked for; where all of them are, the
 * walk begins again, which repeats users and misses none.
 */
export async function nextPage(source: Source, cursor: string | null): Promise<UserPage> {
  const met = cursor === null ? [] : Cursor.parse(JSON.parse(cursor));
  for (let n = source.excludes ? 1 : 0; n < met.length; n++) {
    const anchor = String(met[n]);
    const expected = source.excludes ? met.slice(0, n) : [anchor];
    const list = await source.listFrom(anchor);
    if (expected.includes(String(list.users[0]?.id))) return pageOf(source, list, met);
    if ((await isThere(source, anchor)) && (await areThere(source, expected))) throw untrusted(source.name);
  }
  return pageOf(source, await source.listFrom(null), []);
}

const isThere = async (source: Source, id: string) => (await source.getUser(id)) !== null;

async function areThere(source: Source, ids: string[]): Promise<boolean> {
  for (const id of ids) if (await isThere(source, id)) return true;
  return false;
}

function pageOf({ name }: Source, { users, isEnd }: List, met: string[]): UserPage {
  const fresh = users.filter(({ id }) => !met.includes(id));
  if (isEnd) return { users: fresh, next: null };
  if (fresh.length === 0) throw untrusted(name);
  const ids = fresh.map(({ id }) => id).reverse();
  return { users: fresh, next: JSON.stringify([...ids, ...met].slice(0, kept)) };
}
