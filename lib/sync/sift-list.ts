import type { ProviderUser } from "@/lib/providers/types";
import { toLine } from "@/lib/target/rows";
import { storedHashes, storedUpdatedAt } from "@/lib/target/versions";
import type { Sync } from "./context";

type Sifted = { current: ProviderUser[]; doubtful: string[] };

const idsOf = (users: ProviderUser[]) => users.map(({ id }) => id);

/**
 * Which listed users may be written as they are listed. One who would take the stored row backwards is left out, and so
 * becomes a suspect. Doubtful, to be read by id, is one who was found gone (an old list brings nobody back), and where
 * lists lag, one who differs from what was stored.
 */
export async function siftList(sync: Sync, users: ProviderUser[]): Promise<Sifted> {
  const { provider, target, table } = sync;
  const [newer, hashes] = await Promise.all([withoutOlder(sync, users), storedHashes(target, table, idsOf(users))]);
  const isCurrent = (user: ProviderUser) => {
    const hash = hashes.get(user.id);
    if (hash === undefined) return true;
    return hash !== null && (!provider.listsLag || hash === toLine(user, provider.volatile).hash);
  };
  return { current: newer.filter(isCurrent), doubtful: idsOf(newer.filter((user) => !isCurrent(user))) };
}

async function withoutOlder({ provider, target, table }: Sync, users: ProviderUser[]): Promise<ProviderUser[]> {
  if (!provider.tracksUpdates) return users;
  const stored = await storedUpdatedAt(target, table, idsOf(users));
  return users.filter(({ id, updatedAt }) => {
    const held = stored.get(id);
    return !held || !updatedAt || Date.parse(updatedAt) >= Date.parse(held);
  });
}
