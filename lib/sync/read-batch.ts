import type { Run } from "@/db/queries/runs";
import { AppError } from "@/lib/errors";
import type { ProviderUser, UserPage } from "@/lib/providers/types";
import type { Floor } from "@/lib/target/types";
import { floorOf, type Sync } from "./context";

/** Users of one write: as many as one statement takes well. */
const full = 1000;
/** Pages that come slowly are written as they come. */
const longestFillMillis = 2000;

/** Some pages, one after the other. `next` is where the following ones begin; null at the end. */
export type Pages = { users: ProviderUser[]; pages: number; next: string | null };

/** Pages under one floor. */
export type Batch = Pages & { floor: Floor };

/** Reads batches of one step. */
export function batchReader(sync: Sync, run: Run, until: number) {
  const read = pagesReader(sync, run, until);
  return async (cursor: string | null): Promise<Batch> => {
    // The floor comes first: whatever the provider says after it is newer.
    const floor = await floorOf(sync);
    return { ...(await read(cursor)), floor };
  };
}

/** Reads pages of one step, and notices a cursor that comes again: a walk in a circle would never end. */
export function pagesReader(sync: Sync, run: Run, until: number) {
  const met = new Set<string>();
  return async (cursor: string | null): Promise<Pages> => {
    const batch: Pages = { users: [], pages: 0, next: cursor };
    const enough = Math.min(until, Date.now() + longestFillMillis);
    do {
      const { users, next } = await readPage(sync, run, batch.next);
      if (next !== null && met.has(next)) throw repeatedCursor();
      if (next !== null) met.add(next);
      batch.users.push(...users);
      batch.pages++;
      batch.next = next;
    } while (batch.next !== null && batch.users.length < full && Date.now() < enough);
    return batch;
  };
}

const readPage = ({ provider, credentials }: Sync, { since }: Run, cursor: string | null): Promise<UserPage> =>
  (since && provider.listUpdated?.(credentials, since.toISOString(), cursor)) ||
  provider.listUsers(credentials, cursor);

const repeatedCursor = () =>
  new AppError("provider_unavailable", "The provider gave the same page cursor twice.", {
    meaning: "The walk stopped where it was; no row was marked deleted.",
  });
