import type { ProviderUser } from "@/lib/providers/types";
import { toLine } from "@/lib/target/rows";
import { storedHashes, storedUpdatedAt } from "@/lib/target/versions";
import type { Sync } from "./context";

type Sifted = { current: ProviderUser[]; doubtful: string[] };

const idsOf = (users: ProviderUser[]) => users.map(({ id }) => id);

/**
 * Which listed users may be written as they are listed. One who would take the stored row backwards is left out, and so
 * becomes a suspect; where lists lag, one who differs from what was stored or deleted is doubtful: to be read by id.
 */
export async function siftList(sync: Sync, users: ProviderUser[]): Promise<Sifted> {
  const newer = await withoutOlder(sync, users);
  const { provider, target, table } = sync;
  if (!provider.listsLag) return { current: newer, doubtful: [] };
  const hashes = await storedHashes(target, table, idsOf(newer));
  const isKnown = (user: ProviderUser) => {
    const hash = hashes.get(user.id);
    return hash === undefined || hash === toLine(user, provider.volatile).hash;
  };
  return { current: newer.filter(isKnown), doubtful: idsOf(newer.filter((user) => !isKnown(user))) };
}

async function withoutOlder({ provider, target, table }: Sync, users: ProviderUser[]): Promise<ProviderUser[]> {
  if (!provider.tracksUpdates) return users;
  const stored = await storedUpdatedAt(target, table, idsOf(users));
  return users.filter(({ id, updatedAt }) => {
    const held = stored.get(id);
    return !held || !updatedAt || Date.parse(updatedAt) >= Date.parse(held);
  });
}
